import type { SessionEnding } from './door.ts'

/** For an end of which no more is known than its kind. */
export const endings: Record<string, string> = {
  expired: 'Your session has expired. Sign in to go on.',
  revoked: 'Your session was ended by an administrator.',
  password_changed: 'Your password was changed, which ended your other sessions.',
  password_reset: 'Your password is changed. Sign in with the new one.',
  factor_reset: 'Your second factor was removed, which ended your sessions. Sign in again.',
  role_changed: 'Your role was changed. Sign in again to use it.',
  suspended: 'Your account is suspended.',
}

/** Why somebody is signed out, in plain text: `Your session was ended by Alma Admin on 3 March 2026 at 14:03. …` */
export function endingNotice({ reason, at, by, note }: SessionEnding, zone: string): string | null {
  if (reason !== 'revoked' || by === null) return endings[reason] ?? null
  const when = new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone: zone, timeZoneName: 'short' },
  }).format(at)
  const who = by.own ? 'you, in another session,' : (by.name ?? 'an administrator')
  const why = note ? ` Reason: “${note}”` : ''
  return `Your session was ended by ${who} on ${when}.${why}`
}
