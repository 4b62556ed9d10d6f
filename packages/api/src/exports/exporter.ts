import { principalOf, roleNames } from '@daybook/auth'
import type { Person } from '@daybook/core/model'
import { type Executor, type ExportRow, findStanding, type Scope } from '@daybook/db'
import { can } from '../permissions.ts'
import { atMost, scopeOf } from '../scope.ts'

export type Exporter =
  | { scope: Scope; person: Person; hindrance: null }
  /** Why not, for whoever asked. The person is known unless the account is not. */
  | { scope: null; person: Person | null; hindrance: string }

/**
 * Whether somebody may still have what they asked to export, and what they would see. They need not be signed in, but
 * be what they were: asked at the start of the work and again with each page.
 */
export async function readExporter(db: Executor, asked: ExportRow): Promise<Exporter> {
  const standing = await findStanding(db, { userId: asked.userId })
  if (!standing) return refused(null, 'The account that asked for this export does not exist any more.')
  const { realm, role, status, userId, name, email, timeZone, organisation } = standing
  const type = realm === 'client' ? ('user' as const) : realm
  const person: Person = { type, id: userId, email, username: null, name, role: roleNames[role] }

  // There is no session: the work goes on when they have left.
  const principal = principalOf(realm, role, { userId, name, email, organisation, timeZone, sessionId: '' })
  if (status !== 'active' || !principal)
    return refused(person, 'The account that asked for this export is not active any more.')
  if (organisation.id !== asked.tenantId)
    return refused(person, 'The account that asked for this export belongs to another organisation now.')
  if (!can(principal, 'export:create') || !can(principal, 'audit:read'))
    return refused(person, 'The role of whoever asked for this export does not allow it any more.')
  const scope = scopeOf(principal)
  if (asked.level === 'evidence' && scope.level === 'log')
    return refused(person, 'The technical evidence that was asked for is no longer available to the role. Ask again.')
  return { scope: atMost(scope, asked.level), person, hindrance: null }
}

function refused(person: Person | null, hindrance: string): Exporter {
  return { scope: null, person, hindrance }
}
