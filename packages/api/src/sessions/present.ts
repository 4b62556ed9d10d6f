import type { PersonPrincipal } from '@daybook/auth'
import type { RegisteredSession } from '@daybook/db'
import { can } from '../permissions.ts'
import type { SessionEnd, SessionView } from './views.ts'

export function sessionView(row: RegisteredSession, principal: PersonPrincipal): SessionView {
  const evidence = can(principal, 'audit:evidence')
  return {
    id: evidence ? row.publicId : null,
    user: { id: evidence ? row.userId : null, name: row.userName, email: row.userEmail },
    ip: evidence ? row.ip : null,
    userAgent: evidence ? row.userAgent : null,
    method: evidence ? row.method : null,
    createdAt: row.createdAt.toISOString(),
    lastActiveAt: row.lastActiveAt.toISOString(),
    expiresAt: row.absoluteExpiresAt.toISOString(),
    status: row.status,
    ended: endOf(row),
    current: row.publicId === principal.sessionId,
    own: row.userId === principal.userId,
  }
}

function endOf(row: RegisteredSession): SessionEnd | null {
  if (row.status === 'active') return null
  const { endedAt, endReason, endedBy, endedByName, endNote, userId, expiresAt } = row
  // Nobody came back after the limit: it was the end all the same.
  if (!endedAt || !endReason) return { at: expiresAt.toISOString(), reason: 'expired', by: null, note: null }
  const by = endedBy !== null && endedByName !== null ? { name: endedByName, self: endedBy === userId } : null
  return { at: endedAt.toISOString(), reason: endReason, by, note: endNote }
}

/** `The session of Ada Byron was revoked by Alma Admin on 3 March 2026 at 14:03 UTC.` */
export function endSentence(row: RegisteredSession): string {
  const end = endOf(row)
  const whose = `The session of ${row.userName}`
  if (!end) return `${whose} is active.`
  const by = end.by ? (end.by.self ? ' by themselves' : ` by ${end.by.name}`) : ''
  const how = { active: '', expired: 'expired', signed_out: 'was signed out', revoked: `was ended${by}` }[row.status]
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return `${whose} ${how} on ${when.format(new Date(end.at))} UTC.`
}
