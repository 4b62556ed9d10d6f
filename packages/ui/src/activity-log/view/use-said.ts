import { useEffect, useRef, useState } from 'react'
import { countWords } from '../../time/words.ts'
import type { EventList } from '../list/event-list.ts'
import { countPhrase } from './log-lead.tsx'

/** One voice for those who do not see the rows: what came of a filter, of loading more, of a refresh. */
export function useSaid(list: EventList | null) {
  const [words, setWords] = useState('')
  const before = useRef(list)
  useEffect(() => {
    const last = before.current
    before.current = list
    if (!list || list === last) return
    if (last?.look !== list.look)
      setWords(list.count ? countPhrase(list.count) : `${countWords(list.rows.length)} events`)
    else if (list.view === last.view && list.waiting === last.waiting && list.rows.length > last.rows.length)
      setWords(`${countWords(list.rows.length - last.rows.length)} more events`)
  }, [list])
  return { words, say: setWords }
}
