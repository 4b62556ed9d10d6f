import type { FieldLevel } from '@daybook/api/shared'
import { queryLengthMax } from '@daybook/core/query'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { LogView } from '../filters/use-facet.ts'
import { tokenAt } from './caret-token.ts'
import { QueryAdvice } from './query-advice.tsx'
import { type ReadingReader, readText, usableText } from './read-text.ts'
import { recentQueries, rememberQuery } from './recent-queries.ts'
import { SuggestionList } from './suggestion-list.tsx'
import { applied, hintOf, type Suggestion } from './suggestions.ts'
import { SyntaxHelp } from './syntax-help.tsx'
import { useQueryText } from './use-query-text.ts'
import { useSuggestions } from './use-suggestions.ts'

/** A page has one log, and the log one search box. */
const id = 'log-search'

interface SearchBoxProps {
  log: LogView
  /** Null when the events could not be loaded: then it is not known. */
  level: FieldLevel | null
  evidenceReaders?: string | undefined
}

/**
 * One box for words and `key:value`. Its text is the truth: the chips under it show the same, and the lists write into
 * it. It searches when the typing rests, and suggests while it lasts.
 */
export function SearchBox({ log, level, evidenceReaders = 'Readers of the evidence' }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const [focused, setFocused] = useState(false)
  const [closed, setClosed] = useState(true)
  const [active, setActive] = useState(-1)
  const [caret, setCaret] = useState(0)
  const [recent, setRecent] = useState<readonly string[]>([])

  const reader: ReadingReader = { level, evidenceReaders }
  const { text, write, settle } = useQueryText((typed) => usableText(typed, reader))
  const token = tokenAt(text, Math.min(caret, text.length))
  const { advice, query } = readText(text, reader, focused ? token : null)
  const open = focused && !closed
  const groups = useSuggestions({ text, token, level: level ?? 'log', recent, log, open })
  const items = groups.flatMap((group) => group.items)
  const hint = open ? hintOf(token, level ?? 'log') : null
  const shown = open && (items.length > 0 || hint !== null)

  const choose = (suggestion: Suggestion) => {
    const next = applied(text, token, suggestion)
    write(next.text)
    setActive(-1)
    setClosed(suggestion.kind === 'recent')
    moveCaret(input, next.caret)
    setCaret(next.caret)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const chosen = items[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setClosed(false)
      setActive(nextIndex(active, event.key === 'ArrowDown' ? 1 : -1, items.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (shown && chosen) choose(chosen)
      else {
        settle()
        rememberQuery(text)
        setClosed(true)
      }
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      event.stopPropagation()
      setClosed(true)
      setActive(-1)
    }
  }

  return (
    <div className="search">
      <div className="keyword">
        <Search aria-hidden="true" />
        <input
          ref={input}
          id={id}
          type="text"
          name="q"
          role="combobox"
          aria-label="Search the log"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          aria-describedby={advice.length > 0 ? `${id}-advice` : undefined}
          aria-keyshortcuts="/"
          value={text}
          onChange={(event) => {
            write(event.target.value)
            setCaret(event.target.selectionStart ?? event.target.value.length)
            setClosed(false)
            setActive(-1)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onFocus={() => {
            setRecent(recentQueries())
            setFocused(true)
            setClosed(true)
          }}
          onClick={() => setClosed(false)}
          onBlur={() => {
            setFocused(false)
            settle()
            if (advice.length === 0) rememberQuery(text)
          }}
          onKeyDown={onKeyDown}
          placeholder="Search, or ask for key:value"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={queryLengthMax}
        />
        <div className="keyword-end">
          {text === '' ? (
            <span aria-hidden="true" className="keyword-key">
              /
            </span>
          ) : (
            <button
              type="button"
              className="keyword-clear"
              title="Clear"
              onClick={() => {
                write('', { now: true })
                input.current?.focus()
              }}
            >
              <X aria-hidden="true" />
              <span className="sr-only">Clear the search</span>
            </button>
          )}
          <SyntaxHelp level={level ?? 'log'} />
        </div>
        <SuggestionList id={id} groups={shown ? groups : []} active={active} hint={hint} onChoose={choose} />
      </div>
      <QueryAdvice
        id={`${id}-advice`}
        advice={advice}
        rest={query.length > 0}
        onFix={(fixed) => {
          write(fixed, { now: true })
          input.current?.focus()
        }}
      />
    </div>
  )
}

/** The next of so many, from none over each to none again. */
export function nextIndex(index: number, by: 1 | -1, count: number): number {
  if (count === 0) return -1
  const next = index + by
  if (next >= count) return -1
  return next < -1 ? count - 1 : next
}

/** After the text has arrived in the field. */
function moveCaret(input: { current: HTMLInputElement | null }, caret: number) {
  requestAnimationFrame(() => {
    input.current?.focus()
    input.current?.setSelectionRange(caret, caret)
    const field = input.current
    if (field) field.scrollLeft = field.scrollWidth
  })
}
