/**
 * The database: its schema, the one append, and every query. The only SQL of the repository. Knows nothing of requests,
 * cookies or procedures; what somebody may read comes in as a `Scope`, and nothing here makes one.
 */
export * from './client.ts'
export * from './errors.ts'
export * from './exclusive.ts'
export * from './job-pool.ts'
export * from './log/append.ts'
export * from './log/log-target.ts'
export * from './log/months.ts'
export * from './queries/api-keys.ts'
export * from './queries/challenges.ts'
export type { EventQuestion } from './queries/conditions.ts'
export * from './queries/count-events.ts'
export * from './queries/counts/index.ts'
export { type Deadline, deadlineIn, type Patience } from './queries/deadline.ts'
export * from './queries/events.ts'
export * from './queries/exports.ts'
export type { TimelinePosition } from './queries/find-positions.ts'
export type { FoundEvent } from './queries/found-event.ts'
export * from './queries/guess-limits.ts'
export * from './queries/health.ts'
export * from './queries/jobs.ts'
export { type EventList, type ListedEvent, listEvents, type PageQuestion } from './queries/list-events.ts'
export type { SortPosition } from './queries/list-sorted.ts'
export * from './queries/mails.ts'
export { findNewer, type NewerList } from './queries/newer.ts'
export * from './queries/organisations.ts'
export * from './queries/password-resets.ts'
export * from './queries/pending-looks.ts'
export * from './queries/related.ts'
export * from './queries/saved-views.ts'
export * from './queries/second-factors.ts'
export * from './queries/session-register.ts'
export * from './queries/sessions.ts'
export * from './queries/standings.ts'
export * from './queries/stored-events.ts'
export * from './queries/users.ts'
export type {
  Audience,
  EndReason,
  ExportFormat,
  ExportStatus,
  KeyScope,
  OrganisationKind,
  Realm,
  SessionMethod,
  SignInFactor,
  UserRole,
  UserStatus,
} from './schema/index.ts'
export { audiences, keyScopes, realms, sessionMethods, userRoles } from './schema/index.ts'
export type { Scope } from './scope.ts'
