import type { KeyPrincipal, KeyReading, KeyRefusal } from '@daybook/auth'
import type { KeyScope, LogTarget } from '@daybook/db'
import type { Context } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import { busy } from '../http/admission.ts'
import type { Allowance, RateLimiter } from '../http/rate-limit.ts'
import { type Refusal, refuse } from '../http/refusal.ts'
import type { KeyNotices, Origin, RefusedKeyCause } from '../keys/key-notices.ts'
import type { LogDirectory } from './log-directory.ts'

/** A machine, and the one log this request of it is about. */
export interface Machine {
  principal: KeyPrincipal
  log: LogTarget
  /**
   * Takes this many events off what the machine may send.
   *
   * @throws a refusal when so many are not left: then none is taken, and nothing of the request may be recorded.
   */
  spend(events: number): void
  /** Notes that something of the request was for another tenant. */
  noteMismatch(): void
}

export interface DoorServices {
  /** Who presents this `Authorization` header, as it is known from this moment on. */
  readKey: (header: string) => Promise<KeyReading>
  logs: LogDirectory
  limiter: RateLimiter
  notices: KeyNotices
  originOf: (c: Context<RecorderEnv>) => Origin
}

const reasons: Record<KeyRefusal, string> = {
  missing: 'Send an API key in the header Authorization: Bearer dbk_….',
  malformed: 'The header Authorization does not hold an API key. Send it as Bearer dbk_….',
  unknown: 'This API key is not known here.',
  revoked: 'This API key has been revoked.',
  expired: 'This API key has expired.',
}

/**
 * Who sends this request, whether they may, whose log it is for, and whether they have not sent too much already. A
 * tenant's key is bound to that tenant. The operator's key works for every tenant and has to name one in
 * `Daybook-Tenant`. Cookies mean nothing here.
 */
export async function authorise(
  c: Context<RecorderEnv>,
  { scope, ...services }: DoorServices & { scope: KeyScope },
): Promise<Machine> {
  const { readKey, logs, notices, limiter, originOf } = services
  const reading = await readKey(c.req.header('authorization') ?? '')
  if ('refusal' in reading) {
    if (reading.key === null) notices.strange(reading.refusal)
    else {
      c.var.facts.key = reading.key.prefix
      notices.refused(reading.key, reading.refusal, originOf(c))
    }
    return refuse(notLetIn(reading.refusal))
  }

  const { principal } = reading
  c.var.facts.key = principal.prefix
  const turnAway = (cause: RefusedKeyCause, detail: string): never => {
    notices.refused(principal, cause, originOf(c))
    return refuse({ status: 403, code: cause.replaceAll('_', '-'), detail })
  }
  if (!principal.scopes.includes(scope)) {
    turnAway('scope_missing', `This API key may not do this: it lacks the scope ${scope}.`)
  }
  const log = await logFor(principal, { logs, named: c.req.header('daybook-tenant')?.trim(), turnAway })
  c.var.facts.tenant = log.slug

  const allowance = limiter.of(`${principal.keyId} ${log.tenantId}`)
  c.set('allowance', allowance)
  const hold = (refused: ReturnType<Allowance['look']>, events: number): void => {
    if (refused === null) return
    notices.rateLimited(principal, log, { events, origin: originOf(c) })
    throw refused
  }
  // Before the body is waited for: who may send no event may send none of those in it.
  hold(allowance.take('requests', 1) ?? allowance.look('events'), 0)
  if (!c.var.ticket.join(log.tenantId)) refuse(busy)
  return {
    principal,
    log,
    spend: (events) => hold(allowance.take('events', events), events),
    noteMismatch: () => notices.refused(principal, 'tenant_mismatch', originOf(c)),
  }
}

function notLetIn(refusal: KeyRefusal): Refusal {
  return {
    status: 401,
    code: `key-${refusal}`,
    detail: reasons[refusal],
    headers: { 'WWW-Authenticate': challengeFor(refusal) },
  }
}

/** RFC 6750 §3.1: no error code for a request that shows no credentials. */
function challengeFor(refusal: KeyRefusal): string {
  return refusal === 'missing' ? 'Bearer realm="daybook"' : 'Bearer realm="daybook", error="invalid_token"'
}

type TurnAway = (cause: RefusedKeyCause, detail: string) => never

async function logFor(
  principal: KeyPrincipal,
  { logs, named, turnAway }: { logs: LogDirectory; named: string | undefined; turnAway: TurnAway },
): Promise<LogTarget> {
  if (!principal.isOperator) {
    if (named && named !== principal.organisationSlug) {
      const detail = `This API key writes to its own tenant only, not to the one that Daybook-Tenant names.`
      turnAway('tenant_mismatch', detail)
    }
    const own = await logs.byId(principal.organisationId)
    if (own === null) throw new Error('An API key belongs to an organisation that is not there.')
    if (own.kind !== 'tenant') {
      const detail = 'This API key does not belong to a tenant, and machines send events to the logs of tenants only.'
      turnAway('tenant_mismatch', detail)
    }
    return own
  }

  if (!named) {
    const detail = 'This API key works for many tenants. Name one in the header Daybook-Tenant.'
    refuse({ status: 400, code: 'tenant-required', detail })
  }
  const log = await logs.bySlug(named)
  // The operator's own log and those of partners hold what Daybook itself saw there; no machine adds to them.
  if (log?.kind !== 'tenant') {
    refuse({ status: 400, code: 'tenant-unknown', detail: 'There is no tenant of the name in Daybook-Tenant.' })
  }
  return log
}
