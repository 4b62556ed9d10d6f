import { type Account, type Audience, type Executor, listAccountsByEmail } from '@daybook/db'
import { type Turn, verifyPassword } from './passwords.ts'
import { realmOfAudience } from './sessions.ts'

/** Accounts compared with one password: more than anybody has, few enough that a guess costs us little. */
const accountsMax = 5

export type CredentialCheck =
  | { status: 'accepted'; accounts: [Account, ...Account[]] }
  /** `accounts` are those the e-mail belongs to, for the log; the answer to the person must not depend on them. */
  | { status: 'refused'; cause: 'unknown_account' | 'wrong_password' | 'not_active'; accounts: Account[] }

/**
 * Whose e-mail and password these are. The work done is the same for an unknown account, so that the time of the
 * answer tells nothing.
 */
export async function checkCredentials(
  db: Executor,
  { audience, email, password, turn }: { audience: Audience; email: string; password: string; turn: Turn },
): Promise<CredentialCheck> {
  const known = await listAccountsByEmail(db, { realm: realmOfAudience[audience], email })
  const accounts = known.filter((account) => account.status !== 'deleted').slice(0, accountsMax)
  if (accounts.length === 0) {
    await verifyPassword(null, password, turn)
    return { status: 'refused', cause: 'unknown_account', accounts: [] }
  }

  const matching: Account[] = []
  for (const account of accounts) if (await verifyPassword(account.passwordHash, password, turn)) matching.push(account)
  if (matching.length === 0) return { status: 'refused', cause: 'wrong_password', accounts }

  const [first, ...rest] = matching.filter((account) => account.status === 'active')
  if (!first) return { status: 'refused', cause: 'not_active', accounts: matching }
  return { status: 'accepted', accounts: [first, ...rest] }
}
