import { cva, type VariantProps } from 'class-variance-authority'
import { type ButtonHTMLAttributes, forwardRef } from 'react'

export const buttonClass = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors select-none disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        // The edge is for forced colours, where a ground alone does not show.
        primary: 'border border-transparent bg-primary text-primary-foreground hover:bg-primary/88',
        plain: 'border border-border-strong bg-card text-foreground hover:bg-accent',
        quiet: 'text-muted-foreground hover:bg-accent hover:text-foreground',
        danger: 'border border-destructive-border bg-card text-destructive hover:bg-destructive-tint',
      },
      size: {
        tiny: 'h-6 text-meta',
        small: 'h-7 text-table',
        medium: 'h-8 text-table',
        field: 'h-9 text-table',
        large: 'h-10 text-body',
      },
      square: { true: '', false: '' },
    },
    // Each button gets exactly one padding or width: of two, the stylesheet's order would decide.
    compoundVariants: [
      { size: 'tiny', square: false, class: 'px-1.5' },
      { size: 'small', square: false, class: 'px-2' },
      { size: ['medium', 'field'], square: false, class: 'px-3' },
      { size: 'large', square: false, class: 'px-4' },
      { size: 'tiny', square: true, class: 'w-6' },
      { size: 'small', square: true, class: 'w-7' },
      { size: 'medium', square: true, class: 'w-8' },
      { size: 'field', square: true, class: 'w-9' },
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
