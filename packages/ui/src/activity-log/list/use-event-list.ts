import type { EventPage } from '@daybook/api/shared'
import type { EventFilter, Sort } from '@daybook/core/query'
import { useEffect, useRef, useState } from 'react'
import { trpc } from '../../trpc/client.tsx'
import { type EventList, listOf, withNewer, withPage, withWaiting } from './event-list.ts'

export interface ListQuestion {
  filter: EventFilter
  size: number
  sort: Sort
  zone: string
  /** What the loader brought; null when it could not. */
  initialPage: EventPage | null
}

export interface LoadedList {
  /** Null until the first page is there. What was there stays when another page could not be read. */
  list: EventList | null
  /** What is being fetched. */
  work: 'more' | 'again' | null
  /** What could not be fetched. */
  failed: { what: 'more' | 'again'; error: unknown } | null
  loadMore: () => void
  /** Reads the first page again: a new look. */
  readAgain: () => void
  cancel: () => void
  /** Asks for what arrived; answers how many events belong on screen. */
  askNewer: (hold: () => boolean) => Promise<number>
  showWaiting: () => void
}

/** So many answers of a hundred events are taken in one go; what is left comes with the next. */
const newerAnswersMax = 5

/**
 * The rows on screen: the page the loader brought, those loaded after it, and those that arrived since. The loader's
 * page is never asked for again; when the loader brings a new one, that one takes their place.
 */
export function useEventList(question: ListQuestion): LoadedList {
  const { filter, size, sort, zone, initialPage } = question
  const { client } = trpc.useUtils()
  const [seed, setSeed] = useState(initialPage)
  const [list, setList] = useState(() => initialPage && listOf(initialPage))
  const [work, setWork] = useState<LoadedList['work']>(null)
  const [failed, setFailed] = useState<LoadedList['failed']>(null)
  const running = useRef<AbortController | null>(null)
  const latest = useRef(list)
  latest.current = list

  if (initialPage && initialPage !== seed) {
    setSeed(initialPage)
    setList(listOf(initialPage))
    setFailed(null)
  }
  // What was under way for the page before must not end up in this one.
  useEffect(() => {
    const page = seed
    return () => {
      if (page) running.current?.abort()
    }
  }, [seed])

  const stop = () => {
    running.current?.abort()
    running.current = null
    setWork(null)
  }
  const fetchPage = async (what: 'more' | 'again', cursor: string | null) => {
    stop()
    const control = new AbortController()
    running.current = control
    setFailed(null)
    setWork(what)
    try {
      const page = await client.audit.list.query({ filter, size, sort, zone, cursor }, { signal: control.signal })
      if (!control.signal.aborted) setList((now) => (what === 'more' && now ? withPage(now, page) : listOf(page)))
    } catch (error) {
      if (!control.signal.aborted) setFailed({ what, error })
    }
    if (running.current === control) stop()
  }

  return {
    list,
    work,
    failed,
    loadMore: () => {
      if (list?.nextCursor) void fetchPage('more', list.nextCursor)
    },
    readAgain: () => void fetchPage('again', null),
    cancel: stop,
    askNewer: async (hold) => {
      let arrived = 0
      for (let answers = 0; answers < newerAnswersMax; answers += 1) {
        const asked = latest.current
        if (!asked) return arrived
        const { view, nextCursor } = asked
        const newer = await client.audit.newer.query({ filter, sort, view, nextCursor, zone })
        // While we waited the reader may have loaded more, or gone elsewhere: this answer is then of another list.
        if (latest.current?.view !== view || latest.current.nextCursor !== nextCursor) return arrived
        const taken = withNewer(latest.current, newer, { sort, hold: hold() })
        arrived += taken.arrived
        latest.current = taken.list
        setList(taken.list)
        if (!newer.more) return arrived
      }
      return arrived
    },
    showWaiting: () => setList((now) => now && withWaiting(now, sort)),
  }
}
