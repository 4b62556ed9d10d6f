import { cva, type VariantProps } from 'class-variance-authority'
import { type ButtonHTMLAttributes, forwardRef } from 'react'

export const buttonClass = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors select-none disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-primary text-primary-foreground hover:bg-primary/88',
        plain: 'border border-border-strong bg-card text-foreground hover:bg-accent',
        quiet: 'text-muted-foreground hover:bg-accent hover:text-foreground',
        danger: 'border border-destructive-border bg-card text-destructive hover:bg-destructive-tint',
      },
      size: {
        small: 'h-7 px-2 text-table',
        medium: 'h-8 px-3 text-table',
        large: 'h-10 px-4 text-body',
      },
      square: { true: 'px-0', false: '' },
    },
    compoundVariants: [
      { size: 'small', square: true, class: 'w-7' },
      { size: 'medium', square: true, class: 'w-8' },
      { size: 'large', square: true, class: 'w-10' },
    ],
    defaultVariants: { look: 'plain', size: 'medium', square: false },
  },
)

export type ButtonLook = VariantProps<typeof buttonClass>

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, ButtonLook {}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look, size, square, className, type = 'button', ...rest },
  ref,
) {
  return <button ref={ref} type={type} className={buttonClass({ look, size, square, className })} {...rest} />
})
