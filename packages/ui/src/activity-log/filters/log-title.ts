import type { EventPage } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { personName } from '../person.tsx'
import { titleWords } from './filter-words.ts'

export interface LogTitleOf {
  filter: EventFilter
  zone: string
  /** ISO 8601. */
  now: string
  /** Whose rows name the people who are asked for. */
  page: Pick<EventPage, 'rows'> | null
}

/** What a tab, a bookmark or the history says of this log: `Outcome Denied · Today · Activity log`. */
export function logTitle({ filter, zone, now, page }: LogTitleOf): string {
  const names = new Map(page?.rows.map(({ actor }) => [actor.key, personName(actor)]))
  return titleWords(filter, { zone, now: new Date(now) }, names)
}
