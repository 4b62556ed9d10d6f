import { pageSizes } from '@daybook/core/query'
import { Link, useSearchParams } from '@remix-run/react'
import { LoaderCircle } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button, buttonClass } from '../../shell/button.tsx'
import { countWords } from '../../time/words.ts'
import { Failure } from '../failure.tsx'
import { withParameter } from '../filters/log-address.ts'
import type { EventList } from '../list/use-event-list.ts'

interface LogFooterProps {
  list: EventList
  size: number
  nextCursor: string | null
}

export function LogFooter({ list, size, nextCursor }: LogFooterProps) {
  const [search] = useSearchParams()
  const end = useFocusAtTheEnd(list.hasMore)
  const more = useRef<HTMLButtonElement>(null)
  // The button that retries goes away with the error: who pressed it goes on from the one below.
  const retry = () => {
    more.current?.focus()
    list.loadMore()
  }
  return (
    <footer className="flex flex-col items-center gap-4 pt-5">
      {list.error ? (
        <div className="w-full max-w-xl">
          <Failure error={list.error} what="More events" onRetry={retry} />
        </div>
      ) : null}
      {list.hasMore ? (
        <Button
          ref={more}
          size="large"
          className="no-print min-w-56"
          aria-disabled={list.loadingMore}
          onClick={() => list.loadingMore || list.loadMore()}
        >
          {list.loadingMore ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
          {list.loadingMore ? 'Loading…' : 'Load more events'}
        </Button>
      ) : null}
      {list.hasMore && nextCursor ? (
        <noscript>
          <a
            href={`${withParameter(search, 'size', String(size))}&cursor=${encodeURIComponent(nextCursor)}`}
            className={buttonClass()}
          >
            Next page
          </a>
        </noscript>
      ) : null}
      <div className="flex w-full flex-wrap items-center justify-center gap-x-6 gap-y-2 text-muted-foreground text-table">
        <p ref={end} role="status" tabIndex={-1} className="rounded-sm tabular-nums">
          {showing(list)}
        </p>
        <nav aria-label="Events per page" className="no-print flex items-center gap-0.5">
          <span className="mr-1">Per page</span>
          {pageSizes.map((choice) => (
            <Link
              key={choice}
              to={withParameter(search, 'size', String(choice))}
              preventScrollReset
              aria-current={choice === size ? 'true' : undefined}
              className="grid h-6 min-w-7 place-items-center rounded-sm px-1 tabular-nums hover:bg-accent hover:text-foreground aria-[current]:bg-accent aria-[current]:font-medium aria-[current]:text-foreground"
            >
              {choice}
            </Link>
          ))}
        </nav>
      </div>
    </footer>
  )
}

function showing({ rows, count, hasMore }: EventList): string {
  if (!count) return `Showing ${countWords(rows.length)}`
  const all = `${countWords(count.value)}${count.capped ? '+' : ''}`
  return hasMore || count.capped ? `Showing ${countWords(rows.length)} of ${all}` : `All ${all} shown`
}

/** The button that loaded the last page is gone with it: who stood on it is told that this is the end. */
function useFocusAtTheEnd(hasMore: boolean) {
  const end = useRef<HTMLParagraphElement>(null)
  const had = useRef(hasMore)
  useEffect(() => {
    if (had.current && !hasMore && document.activeElement === document.body) end.current?.focus({ preventScroll: true })
    had.current = hasMore
  }, [hasMore])
  return end
}
