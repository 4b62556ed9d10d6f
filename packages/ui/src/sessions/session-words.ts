import type { Revocation, SessionView } from '@daybook/api/shared'
import { countWords } from '../time/words.ts'

export type SessionStatus = SessionView['status']

export const statusNames: Record<SessionStatus, string> = {
  active: 'Active',
  expired: 'Expired',
  signed_out: 'Signed out',
  revoked: 'Revoked',
}

/** The status that an address names; null for any, and for what is none. */
export function sessionStatusOf(text: string | null): SessionStatus | null {
  const statuses = Object.keys(statusNames) as SessionStatus[] // its keys are the statuses
  return statuses.find((status) => status === text) ?? null
}

export const methodNames: Record<NonNullable<SessionView['method']>, string> = {
  password: 'Password',
  'password+totp': 'Password and authenticator',
  'password+email': 'Password and code by mail',
  'password+recovery': 'Password and recovery code',
}

type Ended = NonNullable<SessionView['ended']>

const causes: Record<Ended['reason'], string> = {
  signed_out: '',
  expired: '',
  revoked: '',
  password_changed: 'Password changed',
  factor_reset: 'Second factor removed',
  role_changed: 'Role changed',
  suspended: 'Account suspended',
}

/** What brought a session to its end, where the status alone does not say it; null where it does. */
export function causeOf({ ended }: SessionView): string | null {
  return (ended && causes[ended.reason]) || null
}

/** What a dialog asks about. */
export type Revoking =
  | { kind: 'one'; session: SessionView }
  | { kind: 'several'; ids: string[] }
  /** Everything else that the reader is signed in with. */
  | { kind: 'others'; userId: string }

export function revokingTitle(revoking: Revoking): string {
  switch (revoking.kind) {
    case 'one':
      return 'Revoke this session?'
    case 'several':
      return revoking.ids.length === 1 ? 'Revoke this session?' : `Revoke ${revoking.ids.length} sessions?`
    case 'others':
      return 'Sign out everywhere else?'
  }
}

export function revokedWords({ revoked, already }: Revocation): string {
  const sentence = revoked === 1 ? 'One session was revoked.' : `${countWords(revoked)} sessions were revoked.`
  return [sentence, ...already.slice(0, 3), already.length > 3 ? `And ${already.length - 3} more.` : '']
    .filter((part) => part !== '')
    .join(' ')
}
