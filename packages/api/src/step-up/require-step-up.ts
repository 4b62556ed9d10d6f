import type { PersonPrincipal } from '@daybook/auth'
import { findTotp } from '@daybook/db'
import type { Context } from '../context.ts'
import { type StepUp, StepUpRequiredError } from '../errors.ts'

/** How long it holds that somebody has shown who they are. */
const freshMs = 5 * 60_000

/**
 * For procedures that say `.meta({ stepUp: true })`, and within those that need it for some of what is asked only.
 *
 * @throws StepUpRequiredError unless this session's person showed their factor within five minutes.
 */
export async function requireStepUp(ctx: Context, principal: PersonPrincipal): Promise<void> {
  const { session, now } = ctx
  const confirmedAt = session.status === 'live' ? session.confirmedAt : null
  if (confirmedAt !== null && now.getTime() - confirmedAt.getTime() < freshMs) return
  throw new StepUpRequiredError(await stepUpOf(ctx, principal))
}

/** The strongest that somebody has; a code by mail never is. */
export async function stepUpOf({ db }: Context, { userId }: PersonPrincipal): Promise<StepUp> {
  return (await findTotp(db, { userId })) ? 'totp' : 'password'
}
