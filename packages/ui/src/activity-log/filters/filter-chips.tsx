import type { ActorCount } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { RotateCcw, X } from 'lucide-react'
import { buttonClass } from '../shell/button.tsx'
import { Visible } from '../text/visible.tsx'
import { filterWords, isFiltered } from './filter-words.ts'
import type { LogFilter } from './use-log-filter.ts'

interface FilterChipsProps {
  /** What the rows on screen answer to. */
  filter: EventFilter
  state: LogFilter
  actors: ActorCount[]
  zone: string
  now: Date
}

/** What is filtered by, each part a link to the log without it. */
export function FilterChips({ filter, state, actors, zone, now }: FilterChipsProps) {
  if (!isFiltered(filter)) return null
  return (
    <ul aria-label="Active filters" className="mb-3 flex flex-wrap items-center gap-1.5">
      {filterWords(filter, { zone, now }, actors).map((word) => (
        <li key={`${word.label} ${word.value}`} className="max-w-full">
          <Link
            to={state.hrefOf(word.without)}
            preventScrollReset
            className="group flex h-6 max-w-full items-center gap-1 rounded-full border border-border-strong bg-card pr-1 pl-2.5 text-meta hover:bg-accent"
          >
            <span className="sr-only">Remove the filter </span>
            <span className="text-muted-foreground">{word.label}:</span>
            <span className="truncate font-medium">
              <Visible text={word.value} limit={80} />
            </span>
            <X
              aria-hidden="true"
              className="size-4 shrink-0 rounded-full p-0.5 text-muted-foreground group-hover:text-foreground"
            />
          </Link>
        </li>
      ))}
      <li className="no-print">
        <Link to={state.hrefOf({})} preventScrollReset className={buttonClass({ look: 'quiet', size: 'tiny' })}>
          <RotateCcw aria-hidden="true" className="scale-80" />
          Reset
        </Link>
      </li>
    </ul>
  )
}
