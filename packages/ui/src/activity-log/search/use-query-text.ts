import { useEffect, useRef, useState } from 'react'
import { useLogFilter } from '../filters/filter-context.tsx'

const restMs = 300

export interface QueryText {
  text: string
  /** Takes effect when the typing rests, or `now`. */
  write: (text: string, how?: { now?: boolean }) => void
  /** Lets what is written take effect without waiting longer. */
  settle: () => void
}

/**
 * The text of the search box. It goes into the address as it is written, but only when it asks for something else than
 * the address does: a key without its value yet asks for nothing. What comes from elsewhere (a chip taken out, the back
 * button) takes its place.
 *
 * @param read what of a text this reader may ask (`usable`), and its canonical query (`asked`).
 */
export function useQueryText(read: (text: string) => { asked: string; usable: string }): QueryText {
  const { text: current, shown, change } = useLogFilter()
  const [text, setText] = useState(current)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const latest = useRef(current)
  const sent = useRef(current)

  useEffect(() => {
    if (sent.current === current) return
    clearTimeout(timer.current)
    sent.current = current
    latest.current = current
    setText(current)
  }, [current])
  useEffect(() => () => clearTimeout(timer.current), [])

  const settle = () => {
    clearTimeout(timer.current)
    const { asked, usable } = read(latest.current.trim())
    if (asked === (shown.q ?? '')) return
    sent.current = usable
    change({ q: usable || undefined }, { replace: true, now: true })
  }
  const settleLatest = useRef(settle)
  settleLatest.current = settle

  return {
    text,
    write: (next, { now = false } = {}) => {
      setText(next)
      latest.current = next
      clearTimeout(timer.current)
      if (now) settle()
      else timer.current = setTimeout(() => settleLatest.current(), restMs)
    },
    settle,
  }
}
