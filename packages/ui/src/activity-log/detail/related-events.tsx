import type { EventRow, RelatedEvents as RelatedGroup } from '@daybook/api/shared'
import { parseQuery } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { exactTime, shortDate } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'
import { trpc } from '../../trpc/client.tsx'
import { Failure } from '../failure.tsx'
import { useQueryEdit } from '../filters/filter-context.tsx'
import { OperationBadge } from '../operation-badge.tsx'
import { OutcomeMark } from '../outcome-mark.tsx'
import { Sentence } from '../sentence.tsx'
import { SkeletonLines } from '../skeleton.tsx'

interface RelatedEventsProps {
  number: number
  look: string | undefined
  zone: string
  /** Read at once, not when asked for. */
  open: boolean
  eventHref: (number: number) => string
}

/** What else happened in the same request, session or batch, and to the same target. */
export function RelatedEvents({ number, look, zone, open, eventHref }: RelatedEventsProps) {
  const [opened, setOpened] = useState(open)
  return (
    <details
      className="evidence no-print"
      open={open}
      onToggle={(toggle) => setOpened((before) => before || toggle.currentTarget.open)}
    >
      <summary className="evidence-summary">
        <ChevronRight aria-hidden="true" className="size-4" />
        <h3>Related events</h3>
      </summary>
      <div className="evidence-body">
        {opened ? <LoadedRelated number={number} look={look} zone={zone} eventHref={eventHref} /> : null}
      </div>
    </details>
  )
}

function LoadedRelated({ number, look, zone, eventHref }: Omit<RelatedEventsProps, 'open'>) {
  const query = trpc.audit.related.useQuery({ number, view: look })
  const groups = query.data?.filter(({ rows }) => rows.length > 0)
  if (groups?.length === 0)
    return <p className="text-muted-foreground">No other event has anything in common with it.</p>
  if (groups) {
    return (
      <div className="grid gap-5">
        {groups.map((group) => (
          <Group key={group.by} group={group} zone={zone} eventHref={eventHref} />
        ))}
      </div>
    )
  }
  if (query.error) return <Failure error={query.error} what="Related events" onRetry={() => void query.refetch()} />
  return <SkeletonLines count={3} label="Loading related events" />
}

const titles: Record<RelatedGroup['by'], string> = {
  parent: 'Part of',
  children: 'Its parts',
  request: 'Same request',
  session: 'Same session',
  batch: 'Same batch',
  correlation: 'Same correlation',
  target: 'Same target',
}

function Group({ group, zone, eventHref }: { group: RelatedGroup; zone: string; eventHref: (n: number) => string }) {
  const edit = useQueryEdit()
  return (
    <section>
      <div className="flex items-baseline justify-between gap-3">
        <h4 className="group-title">{titles[group.by]}</h4>
        {edit && group.query !== null ? (
          <Link
            to={edit.hrefOf(parseQuery(group.query).query)}
            className="text-house text-meta underline underline-offset-2"
          >
            {group.more ? 'Show all in the log' : 'Show in the log'}
            <span className="sr-only">: {titles[group.by]}</span>
          </Link>
        ) : null}
      </div>
      <ol className="related">
        {group.rows.map((row) => (
          <li key={row.number}>
            <RelatedRow row={row} zone={zone} href={eventHref(row.number)} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function RelatedRow({ row, zone, href }: { row: EventRow; zone: string; href: string }) {
  const time = zonedTime(new Date(row.occurredAt), zone)
  return (
    <Link to={href} replace preventScrollReset className="related-row">
      <time dateTime={row.occurredAt} className="related-time">
        <span className="block text-muted-foreground">{shortDate(time)}</span>
        {exactTime(time)}
      </time>
      <span className="min-w-0 grow">
        <span className="line-clamp-2 text-muted-foreground">
          <Sentence parts={row.sentence} />
        </span>
        <span className="mt-0.5 flex flex-wrap items-center gap-2">
          <OperationBadge operation={row.operation} word={row.operationWord} />
          {row.outcome === 'success' ? null : <OutcomeMark outcome={row.outcome} />}
        </span>
      </span>
    </Link>
  )
}
