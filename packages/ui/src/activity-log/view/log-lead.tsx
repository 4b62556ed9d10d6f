import type { EventPage } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { Link, useSearchParams } from '@remix-run/react'
import { countWords } from '../../time/words.ts'
import { rangeWords, spanWords } from '../filters/filter-words.ts'
import { viewOfAddress, withLook } from './view-address.ts'

interface LogLeadProps {
  count: EventPage['count']
  filter: EventFilter
  /** The reader's own zone: days of the filter are days there. */
  zone: string
  now: Date
}

/** `1,204 events · Last 7 days (14–20 November 2026) · times in Europe/Berlin` */
export function LogLead({ count, filter, zone, now }: LogLeadProps) {
  const [search] = useSearchParams()
  const { utc } = viewOfAddress(search)
  const span = filter.range && filter.range !== 'custom' ? spanWords(filter, { zone, now }) : null
  return (
    <p className="tabular-nums">
      {count ? (
        <>
          <span className="font-medium text-foreground">{countPhrase(count)}</span>
          {' · '}
        </>
      ) : null}
      {rangeWords(filter, { zone, now })}
      {span ? ` (${span})` : null} · times in {utc ? 'UTC' : zone.replaceAll('_', ' ')}{' '}
      {zone === 'UTC' ? null : (
        <Link
          to={withLook(search, { tz: utc ? null : 'utc' })}
          replace
          preventScrollReset
          data-utc=""
          aria-keyshortcuts="u"
          title={utc ? 'Show times in your zone (u)' : 'Show times in UTC (u)'}
          className="no-print ml-1 whitespace-nowrap underline decoration-border-strong underline-offset-2 hover:text-foreground"
        >
          {utc ? `Show ${zone.split('/').at(-1)?.replaceAll('_', ' ')} time` : 'Show UTC'}
        </Link>
      )}
    </p>
  )
}

export function countPhrase({ value, capped }: { value: number; capped: boolean }): string {
  if (value === 0) return 'No events'
  return `${countWords(value)}${capped ? '+' : ''} ${value === 1 && !capped ? 'event' : 'events'}`
}
