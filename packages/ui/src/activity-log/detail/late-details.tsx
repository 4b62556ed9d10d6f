import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react'
import { SkeletonLines } from '../skeleton.tsx'
import type { EventDetailsProps } from './event-detail.tsx'

let known: ComponentType<EventDetailsProps> | null = null

async function fetchDetails() {
  const { EventDetails } = await import('./event-detail.tsx')
  known = EventDetails
  return { default: EventDetails }
}

const Later = lazy(fetchDetails)

// The server has it all: what it sends must be complete for readers without scripts, who would wait for ever.
if (typeof document === 'undefined') void fetchDetails()

/** All about an event. Its code is not part of the log's first load: it comes when the first event is opened. */
export function LateEventDetails(props: EventDetailsProps) {
  const [Details] = useState(() => known ?? Later)
  return (
    <Suspense fallback={<SkeletonLines count={4} label="Loading the event" />}>
      <Details {...props} />
    </Suspense>
  )
}

/** Asks for the code while the event itself is still on its way. */
export function useEarlyDetails() {
  useEffect(() => void fetchDetails(), [])
}
