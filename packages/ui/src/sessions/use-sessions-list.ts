import type { SessionPage } from '@daybook/api/shared'
import { useEffect, useState } from 'react'
import { trpc } from '../trpc/client.tsx'
import type { SessionStatus } from './session-words.ts'

export interface SessionsQuestion {
  find: string
  status: SessionStatus | null
}

/** The pages read so far. `more` reads the next one; `again` reads all of them anew, after something has changed. */
export function useSessionsList(first: SessionPage, question: SessionsQuestion) {
  const { client } = trpc.useUtils()
  const [pages, setPages] = useState([first])
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => setPages([first]), [first])

  async function read(work: () => Promise<SessionPage[]>) {
    setPending(true)
    setError(null)
    try {
      setPages(await work())
    } catch (cause) {
      setError(cause)
    } finally {
      setPending(false)
    }
  }

  const nextCursor = pages.at(-1)?.nextCursor ?? null
  const ask = (cursor: string | null) => client.sessions.list.query({ ...question, cursor })
  return {
    rows: pages.flatMap(({ rows }) => rows),
    count: pages.at(-1)?.count ?? first.count,
    nextCursor,
    pending,
    error,
    more: () => read(async () => [...pages, await ask(nextCursor)]),
    again: () =>
      read(async () => {
        const anew: SessionPage[] = []
        let cursor: string | null = null
        for (const _page of pages) {
          const page: SessionPage = await ask(cursor)
          anew.push(page)
          cursor = page.nextCursor
          if (cursor === null) break
        }
        return anew
      }),
  }
}
