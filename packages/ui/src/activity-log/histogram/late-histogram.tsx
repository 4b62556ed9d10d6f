import { lazy, Suspense, useEffect, useState } from 'react'
import type { LogView } from '../filters/use-facet.ts'
import { HistogramPlaceholder } from './histogram-placeholder.tsx'

const HistogramPanel = lazy(async () => ({ default: (await import('./histogram-panel.tsx')).HistogramPanel }))

/** The histogram, fetched once the page is there and at rest: its code and its counts come after the rows. */
export function LateHistogram({ log }: { log: LogView }) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), 0)
    return () => clearTimeout(timer)
  }, [])
  if (log.view === null) return null
  if (!wanted) return <HistogramPlaceholder />
  return (
    <Suspense fallback={<HistogramPlaceholder />}>
      <HistogramPanel log={log} />
    </Suspense>
  )
}
