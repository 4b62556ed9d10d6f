import { cx } from 'class-variance-authority'

const widths = ['w-3/4', 'w-1/2', 'w-5/6', 'w-2/5']

export function SkeletonLines({ count, label }: { count: number; label: string }) {
  return (
    <div role="status" className="grid gap-2.5 py-1">
      <span className="sr-only">{label}</span>
      {widths.slice(0, count).map((width) => (
        <span key={width} aria-hidden="true" className={cx('skeleton block h-3.5 rounded-sm', width)} />
      ))}
    </div>
  )
}

/** The log before its first events are there: eight rows in their true shape. */
export function ActivityLogSkeleton() {
  return (
    <div>
      <h1 className="sr-only">Activity log</h1>
      <p role="status" className="sr-only">
        Loading the activity log
      </p>
      <div aria-hidden="true">
        <span className="skeleton mb-6 block h-7 w-40 rounded-sm" />
        <span className="skeleton mb-6 block h-8 w-full max-w-xl rounded-md" />
        <div className="border-border border-t">
          {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
            <div key={row} className="flex h-12 items-center gap-6 border-border border-b">
              <span className="skeleton h-3.5 w-16 rounded-sm" />
              <span className="skeleton h-3.5 w-32 rounded-sm" />
              <span className="skeleton h-5 w-20 rounded-sm" />
              <span className="skeleton h-3.5 grow rounded-sm" />
              <span className="skeleton hidden h-3.5 w-24 rounded-sm sm:block" />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
