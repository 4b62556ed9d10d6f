/**
 * The Activity log, as every app mounts it. Its state is the address; its data comes from the app's loader and, for
 * what a reader opens, from the shared procedures. What a reader may not see never arrives here.
 */
export { ActivityLog, type ActivityLogProps } from './activity-log.tsx'
export { EventScreen, type EventScreenProps } from './detail/event-page.tsx'
export { logTitle } from './filters/log-title.ts'
export { ActivityLogSkeleton } from './skeleton.tsx'
export type { Density, LogColumn } from './view/columns.ts'
export { readLayout, readsAgain } from './view/view-address.ts'
