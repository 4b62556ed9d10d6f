import {
  actorTypes,
  areaLabels,
  areas,
  type Channel,
  channels,
  describeOperation,
  isOperation,
  moduleLabel,
  outcomes,
} from '@daybook/core/model'
import { type QueryKey, type QueryTerm, type QueryWord, queryKeys } from '@daybook/core/query'
import { visibleText } from '../../text/hidden-characters.ts'
import { outcomeWords } from '../outcome-mark.tsx'
import { actorTypeWords } from '../person.tsx'

/** The names behind the keys of people, as far as the page knows them. */
export type Names = ReadonlyMap<string, string>

export interface ChipWords {
  /** `Action`; null for a word of the text. */
  label: string | null
  values: string[]
  not: boolean
  /** All of it: `not Outcome Success or Failed`. */
  phrase: string
}

export const channelWords: Record<Channel, string> = {
  ui: 'Screens',
  api: 'API',
  job: 'Background jobs',
  import: 'Imports',
  provider: 'Providers',
  sdk: 'SDK',
}

/** A part of the query in words. What others wrote is shown with what is hidden in it. */
export function chipWords(item: QueryTerm | QueryWord, names: Names): ChipWords {
  const no = item.not ? 'not ' : ''
  if (item.kind === 'word') {
    const text = `“${visibleText(item.text, 80)}”`
    return { label: null, values: [text], not: item.not, phrase: no + text }
  }
  const values = item.values.map((value) => valueWords(item.key, value, names))
  const { label } = queryKeys[item.key]
  return { label, values, not: item.not, phrase: `${no}${label} ${listed(values)}` }
}

/** At most three values, and how many there are besides. */
export function listed(values: readonly string[]): string {
  if (values.length > 3) return `${values.slice(0, 2).join(', ')} or ${values.length - 2} more`
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${values.at(-1)}` : (values[0] ?? '')
}

/** Where a value is not its own word. */
const wordsByKey: Partial<Record<QueryKey, (value: string, names: Names) => string>> = {
  actor: (value, names) => actorWords(value, names),
  operation: (value) => (isOperation(value) ? describeOperation(value).label : visibleText(value, 80)),
  outcome: (value) => labelled(outcomes, value, outcomeWords),
  area: (value) => labelled(areas, value, areaLabels),
  channel: (value) => labelled(channels, value, channelWords),
  actor_type: (value) => labelled(actorTypes, value, actorTypeWords),
  module: (value) => visibleText(moduleLabel(value), 80),
  target: (value) => `“${visibleText(value, 80)}”`,
  assumed: (value) => (value === 'yes' ? 'Yes' : 'No'),
  number: (value) => value.replace('..', '–'),
}

export function valueWords(key: QueryKey, value: string, names: Names): string {
  return wordsByKey[key]?.(value, names) ?? visibleText(value, 80)
}

function labelled(known: readonly string[], value: string, labels: Readonly<Record<string, string>>): string {
  return known.includes(value) ? (labels[value] ?? value) : visibleText(value, 80)
}

/** A key without a name is still somebody: the beginning tells two of them apart. */
function actorWords(value: string, names: Names): string {
  const name = names.get(value)
  if (name) return visibleText(name, 80)
  return isActorKey(value) ? `somebody (${value.slice(0, 6)}…)` : `“${visibleText(value, 80)}”`
}

/** What the lists of people are made of; anything else asked of a user is a part of a name. */
export function isActorKey(value: string): boolean {
  return /^[0-9a-f]{16}$/.test(value)
}
