import type { EventPage, EventRow } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { useEffect, useRef } from 'react'
import { trpc } from '../../trpc/client.tsx'

export interface EventList {
  rows: EventRow[]
  count: EventPage['count']
  hasMore: boolean
  loadingMore: boolean
  error: unknown
  loadMore: () => void
}

interface Question {
  filter: EventFilter
  size: number
  initialPage: EventPage
}

/**
 * The rows on screen: the page the loader brought, and those loaded after it. The loader's page is never asked for
 * again; when the loader brings a new one for the same filter, that one takes its place.
 */
export function useEventList({ filter, size, initialPage }: Question): EventList {
  const input = { filter, size }
  const seed = { pages: [initialPage], pageParams: [null] }
  const queries = trpc.useUtils()
  const query = trpc.audit.list.useInfiniteQuery(input, {
    initialData: seed,
    getNextPageParam: (page) => page.nextCursor,
    gcTime: 0,
  })

  const seeded = useRef(initialPage)
  useEffect(() => {
    if (seeded.current === initialPage) return
    seeded.current = initialPage
    queries.audit.list.setInfiniteData(input, seed)
  })

  const pages = query.data?.pages ?? [initialPage]
  return {
    rows: pages.flatMap((page) => page.rows),
    count: pages[0]?.count ?? null,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    error: query.error,
    loadMore: () => void query.fetchNextPage(),
  }
}
