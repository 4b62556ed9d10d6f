import type { Metrics } from '@daybook/runtime'

export const itemStatuses = ['recorded', 'known', 'conflict', 'invalid'] as const
export type ItemStatus = (typeof itemStatuses)[number]
export type EventRoute = 'single' | 'batch'

/** Counts events by what became of them. */
export function createEventCounter(metrics: Metrics): (route: EventRoute, status: ItemStatus, count?: number) => void {
  const events = metrics.counter({
    name: 'daybook_recorder_events_total',
    help: 'Events received, by route and by what became of them.',
    labels: ['route', 'status'],
  })
  for (const route of ['single', 'batch'] as const) {
    for (const status of itemStatuses) events.inc({ route, status }, 0)
  }
  return (route, status, count = 1) => events.inc({ route, status }, count)
}
