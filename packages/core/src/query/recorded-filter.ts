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

/** An address, or as much of its beginning as shows that it is one (`203.0.113`, `2001:db8:`). */
const address = /^\[?[\da-f]{0,4}([.:][\da-f]{0,4}){2,}/i
/** What machines call things by (`018f2c1e-…`, `ses_8Fk2…`): long, with digits among its letters, and no sentence. */
const identifier = /^(?=\S*\d)[\w.:-]{12,}$/

/** A filter as the log keeps it: to ask for an address tells of the address, by its key or by a word. */
export function recordedFilter(filter: EventFilter): RecordedFilter {
  const whole = filterToSearch(filter).toString()
  const query = queryOf(filter)
  const told = query.map((item) => {
    if (item.kind === 'word') return tellsOfEvidence(item.text) ? { ...item, text: withheldMark } : item
    return queryKeys[item.key].level === 'evidence' ? { ...item, values: [withheldMark] } : item
  })
  const shown = filterToSearch(withQuery(filter, told)).toString()
  return { filter: shown, evidenceFilter: shown === whole ? null : whole }
}

function tellsOfEvidence(words: string): boolean {
  return words.split(' ').some((word) => address.test(word) || identifier.test(word))
}
