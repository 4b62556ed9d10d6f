import { failureOf, type StepUp } from '../errors.ts'
import type { Revocation } from './views.ts'

/** What a form of the sessions page leads to. */
export type SessionsResult =
  | ({ step: 'revoked' } & Revocation)
  /** Not done: the form comes back as it was, with what is wrong or has to be shown again. */
  | {
      step: 'asked'
      needs: StepUp | null
      message: string | null
      ids: string[]
      userId: string | null
      everywhere: boolean
      reason: string
      status: number
    }

interface SessionsCaller {
  stepUp: { confirm(input: { proof: string }): Promise<unknown> }
  sessions: {
    revoke(input: { ids: string[]; reason: string }): Promise<Revocation>
    revokeAll(input: { userId: string; reason: string }): Promise<Revocation>
  }
}

/**
 * Takes a posted form of the sessions page: before scripts arrive, and without them.
 *
 * @throws what is a fault of ours, and that somebody is not signed in.
 */
export async function submitSessions({ sessions, stepUp }: SessionsCaller, form: FormData): Promise<SessionsResult> {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string')
  const ids = texts('id')
  const [userId = null] = texts('user')
  const [reason = ''] = texts('reason')
  const [proof] = texts('proof')
  const everywhere = texts('intent')[0] === 'revoke-all'
  try {
    if (proof !== undefined) await stepUp.confirm({ proof })
    const result = everywhere
      ? await sessions.revokeAll({ userId: userId ?? '', reason })
      : await sessions.revoke({ ids, reason })
    return { step: 'revoked', ...result }
  } catch (error) {
    const { status, message, fields, stepUp: needed } = failureOf(error)
    if (status >= 500 || status === 401) throw error
    // A wrong proof is asked for again, as what it was.
    const [before] = texts('needs')
    const again = proof !== undefined && status === 403 ? (before === 'totp' ? 'totp' : 'password') : null
    const needs = needed ?? again
    const said = needed ? null : (Object.values(fields)[0] ?? message)
    return { step: 'asked', needs, message: said, ids, userId, everywhere, reason, status }
  }
}
