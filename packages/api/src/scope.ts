import type { PersonPrincipal } from '@daybook/auth'
import type { Scope } from '@daybook/db'
import { makeScope } from '@daybook/db/scope'
import { refusal } from './errors.ts'
import { can } from './permissions.ts'

/**
 * Which rows and fields of the log somebody may read. The one place that makes a `Scope`; asked afresh for each
 * request. A client's people read their own organisation's log and no other: no input says which.
 */
export function scopeOf(principal: PersonPrincipal): Scope {
  if (principal.kind !== 'client') throw refusal('FORBIDDEN', 'There is no log to read here yet.')
  return makeScope({
    tenantIds: [principal.organisation.id],
    level: can(principal, 'audit:evidence') ? 'evidence' : 'log',
  })
}

/** The same rows with no more fields than these: what was asked for stays what it was when more is granted later. */
export function atMost(scope: Scope, level: Scope['level']): Scope {
  return level === 'log' && scope.level === 'evidence' ? makeScope({ ...scope, level }) : scope
}
