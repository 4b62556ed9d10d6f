import type { ExportView } from '@daybook/api/shared'
import { useEffect, useRef } from 'react'
import { trpc } from '../trpc/client.tsx'
import { isActive } from './export-phase.ts'
import { useExports, useFollowed } from './exports-context.ts'
import type { Followed } from './follower.ts'
import { mergedExports } from './merged-exports.ts'
import { pollMs } from './pace.ts'

/** What others ask for appears by itself, without hurry. */
const idleMs = 15_000

export interface ExportsList {
  rows: Followed[]
  /** The list on screen is an old one: asking for it anew failed. */
  error: unknown
  retry: () => void
}

/**
 * All exports a reader may see. Their own that are under way are followed by stream; other people's are asked for every
 * two seconds while one of them is.
 */
export function useExportsList(initial: ExportView[]): ExportsList {
  const exports = useExports()
  const follower = exports?.follower ?? null
  const followed = useFollowed(follower)
  const list = trpc.exports.list.useQuery(undefined, {
    initialData: initial,
    // Each visit begins with what its loader read.
    gcTime: 0,
    refetchInterval: ({ state }) =>
      (state.data ?? []).some((view) => isActive(view) && !(follower && view.own)) ? pollMs : idleMs,
  })

  const { data } = list
  useEffect(() => {
    const underWay = data.filter((view) => view.own && isActive(view))
    if (underWay.length > 0) exports?.preload()
    for (const view of underWay) exports?.follower?.follow(view)
  }, [data, exports])

  // Seen here to its end: no other page needs to tell of it.
  const latest = useRef(followed)
  latest.current = followed
  useEffect(() => {
    return () => {
      for (const { view } of latest.current) if (!isActive(view)) follower?.forget(view.id)
    }
  }, [follower])

  return { rows: mergedExports(data, followed), error: list.error, retry: () => void list.refetch() }
}
