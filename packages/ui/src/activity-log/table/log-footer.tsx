import { pageSizes } from '@daybook/core/query'
import { Link, useSearchParams } from '@remix-run/react'
import { ChevronLeft, ChevronRight, LoaderCircle, Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button, buttonClass } from '../../shell/button.tsx'
import { countWords, daySpan } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'
import { Failure } from '../failure.tsx'
import type { EventList } from '../list/event-list.ts'
import type { LoadedList } from '../list/use-event-list.ts'
import { SlowSearch } from '../view/slow-search.tsx'
import { pageAddress, withLook } from '../view/view-address.ts'

interface LogFooterProps {
  list: EventList
  loaded: LoadedList
  size: number
  /** The place of the first row in the whole result. */
  firstRow: number
  zone: string
}

export function LogFooter({ list, loaded, size, firstRow, zone }: LogFooterProps) {
  const { work, failed, loadMore } = loaded
  const [search] = useSearchParams()
  const hasMore = list.nextCursor !== null
  const end = useFocusAtTheEnd(hasMore)
  const more = useRef<HTMLButtonElement>(null)
  // The button that retries goes away with the error: who pressed it goes on from the one below.
  const retry = () => {
    more.current?.focus()
    loadMore()
  }
  const loading = work === 'more'
  return (
    <footer className="log-footer">
      {failed?.what === 'more' ? (
        <div className="w-full max-w-xl">
          <Failure error={failed.error} what="More events" onRetry={retry} />
        </div>
      ) : null}
      {list.searchedTo ? <SearchedTo at={list.searchedTo} zone={zone} /> : null}
      {hasMore ? (
        <Button
          ref={more}
          size="large"
          className="no-print min-w-56"
          aria-disabled={loading}
          onClick={() => loading || loadMore()}
        >
          {loading ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
          {loading ? 'Loading…' : list.searchedTo ? 'Search further' : 'Load more events'}
        </Button>
      ) : null}
      {loading ? <SlowSearch onCancel={loaded.cancel} /> : null}
      <div className="log-footer-line">
        <p ref={end} tabIndex={-1} className="rounded-sm tabular-nums">
          {showing(list, firstRow)}
        </p>
        <Pages list={list} size={size} firstRow={firstRow} search={search} />
        <nav aria-label="Events per page" className="no-print flex items-center gap-0.5">
          <span className="mr-1">Per page</span>
          {pageSizes.map((choice) => (
            <Link
              key={choice}
              to={withLook(search, { size: choice, cursor: null, row: null })}
              preventScrollReset
              aria-current={choice === size ? 'true' : undefined}
              className="page-size"
            >
              {choice}
            </Link>
          ))}
        </nav>
      </div>
    </footer>
  )
}

/** The search was stopped for taking long, which is not the end of the log. */
function SearchedTo({ at, zone }: { at: string; zone: string }) {
  const day = zonedTime(new Date(at), zone)
  return (
    <p className="flex items-center gap-2 text-warning text-table">
      <Search aria-hidden="true" className="size-4 shrink-0" />
      Searched back to {daySpan(day, day)}. There may be more before that.
    </p>
  )
}

interface PagesProps {
  list: EventList
  size: number
  firstRow: number
  search: URLSearchParams
}

/** The pages before and after what is shown, for those who turn pages. */
function Pages({ list, size, firstRow, search }: PagesProps) {
  if (list.previousCursor === null && list.nextCursor === null) return null
  const page = buttonClass({ look: 'quiet', size: 'small' })
  return (
    <nav aria-label="Pages" className="no-print flex items-center gap-1">
      {list.previousCursor === null ? null : (
        <Link to={pageAddress(search, list.previousCursor, firstRow - size)} rel="prev" className={page}>
          <ChevronLeft aria-hidden="true" />
          Previous page
        </Link>
      )}
      {list.nextCursor === null ? null : (
        <Link to={pageAddress(search, list.nextCursor, firstRow + list.rows.length)} rel="next" className={page}>
          Next page
          <ChevronRight aria-hidden="true" />
        </Link>
      )}
    </nav>
  )
}

function showing({ rows, count, nextCursor }: EventList, firstRow: number): string {
  const shown = countWords(rows.length)
  if (firstRow > 1) return `Showing ${countWords(firstRow)}–${countWords(firstRow + rows.length - 1)}`
  if (!count) return `Showing ${shown}`
  const all = `${countWords(count.value)}${count.capped ? '+' : ''}`
  return nextCursor !== null || count.capped ? `Showing ${shown} of ${all}` : `All ${all} shown`
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
