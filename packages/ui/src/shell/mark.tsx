import { cx } from 'class-variance-authority'

/** The mark: a page of entries. It takes the colour of the house. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={cx('text-house', className)}>
      <rect width="20" height="20" rx="4.5" fill="currentColor" />
      <g className="fill-house-foreground">
        <circle cx="5.6" cy="6" r="1.1" />
        <circle cx="5.6" cy="10" r="1.1" />
        <circle cx="5.6" cy="14" r="1.1" />
        <rect x="8.2" y="5.25" width="7.3" height="1.5" rx="0.75" />
        <rect x="8.2" y="9.25" width="5.2" height="1.5" rx="0.75" />
        <rect x="8.2" y="13.25" width="6.4" height="1.5" rx="0.75" />
      </g>
    </svg>
  )
}

const houses = { portal: null, partner: 'Partner', staff: 'Staff' } as const

export function Wordmark({ app }: { app: keyof typeof houses }) {
  const house = houses[app]
  return (
    <span className="flex items-center gap-2">
      <Mark className="size-5" />
      <span className="font-semibold text-body tracking-[-0.01em]">Daybook</span>
      {house ? (
        <span className="rounded-sm bg-house-tint px-1.5 font-medium text-house text-meta leading-[1.125rem]">
          {house}
        </span>
      ) : null}
    </span>
  )
}
