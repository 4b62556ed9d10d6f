import { type EventFilter, filterToSearch, queryOf, withQuery } from './filter.ts'
import { queryKeys } from './query-keys.ts'

/** What stands for a value that readers without the evidence must not learn from the record of who asked for it. */
export const withheldMark = 'restricted'

export interface RecordedFilter {
  /** As it stands in the address, for every reader of the log: values of the technical evidence are withheld. */
  filter: string
  /** The whole of it, where that is more; for readers of the evidence. */
  evidenceFilter: string | null
}

/** A filter as the log keeps it: to ask for an address tells of the address. */
export function recordedFilter(filter: EventFilter): RecordedFilter {
  const whole = filterToSearch(filter).toString()
  const query = queryOf(filter)
  const told = query.map((item) =>
    item.kind === 'term' && queryKeys[item.key].level === 'evidence' ? { ...item, values: [withheldMark] } : item,
  )
  const shown = filterToSearch(withQuery(filter, told)).toString()
  return { filter: shown, evidenceFilter: shown === whole ? null : whole }
}
