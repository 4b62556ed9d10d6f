import { randomBytes } from 'node:crypto'
import { type Audience, type ChallengeRow, type Executor, insertChallenge, type SignInFactor } from '@daybook/db'
import { realmOfAudience } from './sessions.ts'
import { hashToken } from './tokens.ts'

const challengeMinutes = 10
const challengeTries = 5

export interface NewChallenge {
  audience: Audience
  /** Whose password was right. */
  userIds: readonly string[]
  factors: readonly SignInFactor[]
  /** Where somebody who is signed in enrols an authenticator. */
  enrolment?: { sessionId: string }
  /** The secret of an authenticator that is being enrolled, encrypted. */
  sealedSecret?: Buffer | null
  /** What is stored of a code that was sent by mail, and how often another may be. */
  mailed?: { mailedCode: Buffer; mailsLeft: number }
  now: Date
}

/**
 * Writes down how far somebody has come, and answers the token that goes on from there. It is given to one browser and
 * stored as a hash; it is worth what is still missing.
 */
export async function openChallenge(
  db: Executor,
  challenge: NewChallenge,
): Promise<{ token: string; row: ChallengeRow }> {
  const { audience, userIds, factors, enrolment, sealedSecret = null, mailed, now } = challenge
  const token = randomBytes(25).toString('base64url')
  const row: ChallengeRow = {
    id: hashToken(token),
    purpose: enrolment ? 'enrolment' : 'sign_in',
    realm: realmOfAudience[audience],
    audience,
    userIds: [...userIds],
    sessionId: enrolment?.sessionId ?? null,
    factors: [...factors],
    sealedSecret,
    triesLeft: challengeTries,
    createdAt: now,
    expiresAt: new Date(now.getTime() + challengeMinutes * 60_000),
    closedAt: null,
    mailedCode: mailed?.mailedCode ?? null,
    mailsLeft: mailed?.mailsLeft ?? 0,
  }
  await insertChallenge(db, row)
  return { token, row }
}

export { hashToken as challengeIdOf }
