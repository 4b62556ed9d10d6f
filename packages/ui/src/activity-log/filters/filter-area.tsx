import type { FieldLevel, PersonView, SavedView } from '@daybook/api/shared'
import type { EventFilter, FilterProblem } from '@daybook/core/query'
import { CircleAlert } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { Callout } from '../../shell/surface.tsx'
import { Visible } from '../../text/visible.tsx'
import { LateHistogram } from '../histogram/late-histogram.tsx'
import { personName } from '../person.tsx'
import { SavedViews } from '../views/saved-views.tsx'
import { AreaPresets } from './area-presets.tsx'
import type { Names } from './chip-words.ts'
import { FilterBar } from './filter-bar.tsx'
import { FilterChips } from './filter-chips.tsx'
import type { LogView } from './use-facet.ts'

export interface FilterAreaProps {
  /** What the rows on screen answer to. */
  filter: EventFilter
  /** Parts of the address that could not be used (`filterFromSearch`). */
  problems?: FilterProblem[]
  /** The reader's level and the look that is on screen; null when the events could not be loaded. */
  level: FieldLevel | null
  view: string | null
  zone: string
  now: Date
  /** Who the page knows by name: the people of its rows. */
  people?: readonly PersonView[]
  /** Who may see what is restricted for this reader, in words. */
  evidenceReaders?: string | undefined
  /** The reader's saved views; asked for when they are needed where the page did not bring them. */
  savedViews?: SavedView[] | undefined
}

/** Everything about asking the log. Inside a `FilterProvider`. */
export function FilterArea(props: FilterAreaProps) {
  const { filter, problems = [], level, view, zone, now, people = [], evidenceReaders, savedViews } = props
  const names = useNames(people)
  const log: LogView = { filter, view, zone, now, names }

  return (
    <section aria-label="Filters">
      <AreaPresets />
      <FilterBar log={log} level={level} evidenceReaders={evidenceReaders} aside={<SavedViews known={savedViews} />} />
      <FilterChips filter={filter} names={names} reader={{ zone, now }} />
      <Problems problems={problems} />
      <LateHistogram log={log} />
    </section>
  )
}

/** Those of the rows, and of the rows before: who is left out of the log stands in none of it. */
function useNames(people: readonly PersonView[]): Names {
  const known = useRef<Names>(new Map())
  return useMemo(() => {
    known.current = new Map([...known.current, ...people.map((person) => [person.key, personName(person)] as const)])
    return known.current
  }, [people])
}

/** Parts of a mistyped or aged link; the rest of it counts. What is wrong with the query is said under its box. */
function Problems({ problems }: { problems: FilterProblem[] }) {
  const others = problems.filter(({ key }) => key !== 'q')
  if (others.length === 0) return null
  return (
    <Callout look="warning" icon={<CircleAlert aria-hidden="true" />} className="mb-3">
      <p className="font-medium">Part of this address could not be used. The rest applies.</p>
      <ul>
        {others.map((problem) => (
          <li key={`${problem.key} ${problem.message}`}>
            <Visible text={problem.message} limit={200} />
          </li>
        ))}
      </ul>
    </Callout>
  )
}
