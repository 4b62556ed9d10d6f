import { Clock } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Visible } from '../../text/visible.tsx'
import { countWords } from '../../time/words.ts'
import type { Suggestion } from './suggestions.ts'
import type { SuggestionGroup } from './use-suggestions.ts'

interface SuggestionListProps {
  /** Of the search box; the list is `id-list`, its options `id-0`, `id-1`… */
  id: string
  groups: SuggestionGroup[]
  active: number
  hint: string | null
  onChoose: (suggestion: Suggestion) => void
}

/** Under the search box. The focus stays in the box: the list only says which option is meant. */
export function SuggestionList({ id, groups, active, hint, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  let index = -1

  return (
    <div
      ref={list}
      className="suggestions"
      hidden={groups.length === 0 && hint === null}
      // The box keeps the focus, or its list would close before the press counts.
      onPointerDown={(event) => event.preventDefault()}
    >
      <div id={`${id}-list`} role="listbox" aria-label="Suggestions">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no group of form fields.
          <div key={group.label} role="group" aria-label={group.label}>
            <p aria-hidden="true" className="suggestions-head">
              {group.label}
            </p>
            {group.items.map((item) => {
              index += 1
              return (
                <Option
                  key={`${item.kind} ${item.insert}`}
                  id={`${id}-${index}`}
                  item={item}
                  selected={index === active}
                  onChoose={onChoose}
                />
              )
            })}
          </div>
        ))}
      </div>
      {hint ? <p className="filter-note">{hint}</p> : null}
    </div>
  )
}

interface OptionProps {
  id: string
  item: Suggestion
  selected: boolean
  onChoose: (suggestion: Suggestion) => void
}

function Option({ id, item, selected, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search box takes the keys for all options.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search box.
    <div id={id} role="option" aria-selected={selected} className="suggestion" onClick={() => onChoose(item)}>
      {item.kind === 'recent' ? <Clock aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" /> : null}
      <span className="min-w-0 truncate font-mono text-mono">
        <Visible text={item.text} limit={120} />
      </span>
      {item.note ? (
        <span className="min-w-0 truncate text-muted-foreground text-table">
          <Visible text={item.note} limit={120} />
        </span>
      ) : null}
      {item.count === null ? null : <span className="filter-option-count ml-auto">{countWords(item.count)}</span>}
    </div>
  )
}
