import type { EventPage, PersonView } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { questionWords, rangeWords, spanWords } from '../filters/filter-words.ts'
import { personName } from '../person.tsx'
import { countPhrase } from '../view/log-lead.tsx'

interface PrintQuestion {
  filter: EventFilter
  people: readonly PersonView[]
  zone: string
  now: Date
  count: EventPage['count']
}

/** What is on the page, as sentences for paper. */
export function printLinesOf({ filter, people, zone, now, count }: PrintQuestion): string[] {
  const names = new Map(people.map((person) => [person.key, personName(person)]))
  const range = rangeWords(filter, { zone, now })
  const span = filter.range && filter.range !== 'custom' ? spanWords(filter, { zone, now }) : null
  const question = questionWords(filter, names)
  return [
    [count ? countPhrase(count) : null, span ? `${range} (${span})` : range]
      .filter((part) => part !== null)
      .join(' · '),
    question === null ? 'No filter' : `Filter: ${question}`,
  ]
}
