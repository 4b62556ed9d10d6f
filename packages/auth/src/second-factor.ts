import {
  type Account,
  type Executor,
  findTotp,
  type SessionMethod,
  type SignInFactor,
  type UserRole,
  useRecoveryCode,
  useTotpStep,
} from '@daybook/db'
import { hashRecoveryCode } from './recovery-codes.ts'
import type { Sealer } from './sealer.ts'
import { totpStepOf } from './totp.ts'

/** Whoever holds one of these can reach many organisations, or many people. */
const rolesWithSecondFactor: ReadonlySet<UserRole> = new Set(['super_admin', 'admin', 'viewer', 'partner_admin'])

/** @param exemptions whether exemptions of made-up people mean anything here. */
export function mustHaveSecondFactor(
  { role, secondFactorExempt }: Pick<Account, 'role' | 'secondFactorExempt'>,
  { exemptions }: { exemptions: boolean },
): boolean {
  return rolesWithSecondFactor.has(role) && !(exemptions && secondFactorExempt)
}

/** A mailbox is too weak a proof for whoever reaches many organisations or many people. */
export function mayUseMailFactor({ role }: Pick<Account, 'role'>): boolean {
  return !rolesWithSecondFactor.has(role)
}

/** How somebody signed in, from what they really proved. */
export function methodOf(factors: readonly SignInFactor[]): SessionMethod {
  if (!factors.includes('password')) throw new Error('Nobody signs in without their password.')
  if (factors.includes('totp')) return 'password+totp'
  if (factors.includes('recovery')) return 'password+recovery'
  if (factors.includes('email')) return 'password+email'
  return 'password'
}

/** Under which a person's TOTP secret is sealed. */
export function totpContext(userId: string): string {
  return `totp:${userId}`
}

/** What a text claims to be: a code of an authenticator is six digits, a recovery code is longer. */
export function claimedFactor(code: string): 'totp' | 'recovery' {
  return code.replaceAll(/[\s-]/g, '').length <= 8 ? 'totp' : 'recovery'
}

/**
 * Uses up a code of an authenticator, or a recovery code; null when it is neither or was used before. A right code is
 * right once, whoever else presents it at the same moment.
 *
 * @param db the transaction that does what the code allows, so that both happen or neither.
 */
export async function useSecondFactor(
  db: Executor,
  { userId, code, sealer, now }: { userId: string; code: string; sealer: Sealer; now: Date },
): Promise<'totp' | 'recovery' | null> {
  const factor = claimedFactor(code)
  if (factor === 'recovery') {
    const hash = hashRecoveryCode(code)
    return hash && (await useRecoveryCode(db, { userId, hash, at: now })) ? factor : null
  }
  const totp = await findTotp(db, { userId })
  const secret = totp && sealer.open(totpContext(userId), totp.sealedSecret)
  if (totp && secret === null)
    throw new Error('The secret of an authenticator cannot be read: has DAYBOOK_SECRET changed?')
  const step = secret ? totpStepOf(secret, code, now) : null
  return step !== null && (await useTotpStep(db, { userId, step })) ? factor : null
}
