import type { FieldLevel } from '@daybook/api/shared'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useLogFilter } from '../filters/filter-context.tsx'
import type { LogView } from '../filters/use-facet.ts'

interface SearchBoxProps {
  log: LogView
  level: FieldLevel | null
  evidenceReaders?: string | undefined
}

const restMs = 300

/** Searches as one types, when the typing rests. */
export function SearchBox(_props: SearchBoxProps) {
  const { text: value, change } = useLogFilter()
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const settle = (next: string) => {
    clearTimeout(timer.current)
    if (next.trim() !== value) change({ q: next.trim() || undefined }, { replace: true, now: true })
  }
  return (
    <div className="keyword">
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="search"
        name="q"
        value={text}
        onChange={(event) => {
          const next = event.target.value
          setText(next)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => settle(next), restMs)
        }}
        aria-label="Search the log"
        maxLength={500}
      />
    </div>
  )
}
