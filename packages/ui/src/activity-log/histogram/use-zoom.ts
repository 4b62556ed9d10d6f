import type { EventFilter } from '@daybook/core/query'
import { useState } from 'react'
import { useLogFilter } from '../filters/filter-context.tsx'
import { sameFilter } from '../filters/log-address.ts'
import { rangeOfTime } from './selection.ts'

export interface Zoom {
  zoom: (time: { from: string; to: string }) => void
  /** The address of the range before the zoom; null where there was none. */
  before: string | null
}

export function useZoom(filter: EventFilter, zone: string): Zoom {
  const { change, hrefOf } = useLogFilter()
  // The range before the first zoom; later ones lead back to it.
  const [origin, setOrigin] = useState<Pick<EventFilter, 'range' | 'from' | 'to'> | null>(null)
  const { range, from, to, ...rest } = filter
  // A link may come zoomed: nobody types instants.
  const isZoomed = range === 'custom' && (origin !== null || `${from}${to}`.includes('T'))
  return {
    zoom: (time) => {
      const part = rangeOfTime(time, zone)
      if (sameFilter(filter, { ...rest, ...part })) return
      if (!isZoomed) setOrigin({ range, from, to })
      change(part, { now: true })
    },
    before: isZoomed ? hrefOf({ ...rest, ...origin }) : null,
  }
}
