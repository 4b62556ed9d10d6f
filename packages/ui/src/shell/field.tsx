import { cx } from 'class-variance-authority'
import { forwardRef, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react'

const box =
  'rounded-md border border-input bg-card text-foreground transition-colors hover:border-foreground/70 disabled:opacity-55 aria-invalid:border-destructive'

export interface InputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> {
  size?: 'medium' | 'large'
}

export const Input = forwardRef<HTMLInputElement, InputProps>(function Input(
  { size = 'medium', className, ...rest },
  ref,
) {
  const height = size === 'large' ? 'h-10 px-3 text-body' : 'h-8 px-2.5 text-table'
  return <input ref={ref} className={cx(box, height, 'w-full min-w-0', className)} {...rest} />
})

export const Select = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement>>(function Select(
  { className, ...rest },
  ref,
) {
  return <select ref={ref} className={cx(box, 'h-8 pr-7 pl-2 text-table', className)} {...rest} />
})

export interface FieldProps {
  /** Id of the control inside. */
  id: string
  label: string
  /** Beside the label, such as a link. */
  aside?: ReactNode
  children: ReactNode
}

/** A control under its label. */
export function Field({ id, label, aside, children }: FieldProps) {
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-table">
          {label}
        </label>
        {aside}
      </div>
      {children}
    </div>
  )
}
