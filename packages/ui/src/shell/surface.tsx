import { cva, cx, type VariantProps } from 'class-variance-authority'
import type { HTMLAttributes, ReactNode } from 'react'

export function Card({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return <div className={cx('rounded-lg border border-border bg-card text-card-foreground', className)} {...rest} />
}

const badgeClass = cva(
  'chip inline-flex max-w-full items-center gap-1 whitespace-nowrap rounded-sm px-1.5 py-0.5 font-medium text-meta [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        neutral: 'bg-neutral-tint text-neutral',
        house: 'bg-house-tint text-house',
        warning: 'bg-warning-tint text-warning',
        danger: 'bg-delete-tint text-delete',
      },
    },
    defaultVariants: { look: 'neutral' },
  },
)

export interface BadgeProps extends HTMLAttributes<HTMLSpanElement>, VariantProps<typeof badgeClass> {}

export function Badge({ look, className, ...rest }: BadgeProps) {
  return <span className={badgeClass({ look, className })} {...rest} />
}

const calloutClass = cva(
  'flex items-start gap-3 rounded-md border px-3.5 py-3 text-table [&>svg]:mt-px [&>svg]:size-4 [&>svg]:shrink-0',
  {
    variants: {
      look: {
        notice: 'border-notice-border bg-notice-tint text-notice',
        warning: 'border-warning-border bg-warning-tint text-warning',
        danger: 'border-destructive-border bg-destructive-tint text-destructive',
      },
    },
    defaultVariants: { look: 'notice' },
  },
)

export interface CalloutProps extends HTMLAttributes<HTMLDivElement>, VariantProps<typeof calloutClass> {
  icon?: ReactNode
}

/** A sentence that must be seen. Give it `role="alert"` when it answers something the reader just did. */
export function Callout({ look, icon, className, children, ...rest }: CalloutProps) {
  return (
    <div className={calloutClass({ look, className })} {...rest}>
      {icon}
      <div className="min-w-0 grow">{children}</div>
    </div>
  )
}

export interface EmptyStateProps {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}

export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center">
      {icon ? <div className="mb-1 text-muted-foreground [&_svg]:size-7 [&_svg]:stroke-[1.25]">{icon}</div> : null}
      <h2 className="font-semibold text-body">{title}</h2>
      {children ? <div className="text-pretty text-muted-foreground text-table">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap items-center justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
