import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

interface KeywordBoxProps {
  value: string
  onChange: (value: string) => void
}

const restMs = 300

/** Searches as one types, when the typing rests. What arrives from outside is taken over unless one is typing. */
export function KeywordBox({ value, onChange }: KeywordBoxProps) {
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (document.activeElement !== input.current) setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  const settle = (next: string) => {
    clearTimeout(timer.current)
    if (next.trim() !== value) onChange(next.trim())
  }
  const onType = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => settle(next), restMs)
  }

  return (
    <div className="keyword">
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="search"
        name="q"
        value={text}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          settle(text)
        }}
        placeholder="Search people, actions, values"
        aria-label="Search the log"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={500}
      />
      <span aria-hidden="true" className="keyword-key">
        /
      </span>
    </div>
  )
}
