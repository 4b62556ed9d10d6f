import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns.ts'
import { audiences } from './sessions.ts'
import { realms } from './users.ts'

export const challengePurposes = ['sign_in', 'enrolment'] as const
export type ChallengePurpose = (typeof challengePurposes)[number]

export const signInFactors = ['password', 'totp', 'email', 'recovery'] as const
export type SignInFactor = (typeof signInFactors)[number]

/**
 * A sign-in that is half done, or an authenticator that is half enrolled. Opens nothing: it stands for what was proven
 * so far, for minutes, to whoever holds its token. Written and closed by the app of its realm; deleted when long over.
 */
export const signInChallenges = pgTable(
  'sign_in_challenges',
  {
    /** SHA-256 of the token, hex. The token itself is nowhere stored. */
    id: text('id').primaryKey(),
    purpose: text('purpose', { enum: challengePurposes }).notNull(),
    realm: text('realm', { enum: realms }).notNull(),
    audience: text('audience', { enum: audiences }).notNull(),
    /** The accounts whose password was right: more than one while an organisation is still to be chosen. */
    userIds: uuid('user_ids').array().notNull(),
    /** Public id of the session in which somebody enrols. */
    sessionId: uuid('session_id'),
    factors: text('factors', { enum: signInFactors }).array().notNull(),
    /** The secret that a new authenticator is being given, encrypted. */
    sealedSecret: bytea('sealed_secret'),
    triesLeft: integer('tries_left').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** Done, or given up. It is of no use any more. */
    closedAt: instant('closed_at'),
    /** The one live code that was sent by mail, as a keyed hash: eight digits would not withstand a plain one. */
    mailedCode: bytea('mailed_code'),
    /** How often a code may still be sent. */
    mailsLeft: integer('mails_left').notNull().default(0),
  },
  (table) => [
    // Those that are over, to delete them.
    index('sign_in_challenges_expiry').on(table.expiresAt),
    check('sign_in_challenges_purpose', sql`${table.purpose} in ('sign_in', 'enrolment')`),
    check('sign_in_challenges_accounts', sql`cardinality(${table.userIds}) between 1 and 5`),
    check('sign_in_challenges_session', sql`(${table.purpose} = 'enrolment') = (${table.sessionId} is not null)`),
    check('sign_in_challenges_mails', sql`${table.mailsLeft} >= 0`),
    check('sign_in_challenges_tries', sql`${table.triesLeft} >= 0`),
  ],
)
