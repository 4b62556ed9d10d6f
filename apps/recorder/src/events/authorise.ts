import { type KeyPrincipal, type KeyRefusal, readApiKey } from '@daybook/auth'
import type { Database, KeyScope, LogTarget } from '@daybook/db'
import type { Context } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import { refuse } from '../http/refusal.ts'
import type { LogDirectory } from './log-directory.ts'

/** A machine, and the one log this request of it is about. */
export interface Machine {
  principal: KeyPrincipal
  log: LogTarget
}

const reasons: Record<KeyRefusal, string> = {
  missing: 'Send an API key in the header Authorization: Bearer dbk_….',
  malformed: 'The header Authorization does not hold an API key. Send it as Bearer dbk_….',
  unknown: 'This API key is not known here.',
  revoked: 'This API key has been revoked.',
  expired: 'This API key has expired.',
}

/**
 * Who sends this request, whether they may, and whose log it is for. A tenant's key is bound to that tenant. The
 * operator's key works for every tenant and has to name one in `Daybook-Tenant`. Cookies mean nothing here.
 */
export async function authorise(
  c: Context<RecorderEnv>,
  { db, logs, scope }: { db: Database; logs: LogDirectory; scope: KeyScope },
): Promise<Machine> {
  const reading = await readApiKey(db, c.req.header('authorization'), new Date())
  if ('refusal' in reading) {
    if (reading.prefix !== null) c.var.facts.key = reading.prefix
    refuse({
      status: 401,
      code: `key-${reading.refusal}`,
      detail: reasons[reading.refusal],
      headers: { 'WWW-Authenticate': challengeFor(reading.refusal) },
    })
  }

  const { principal } = reading
  c.var.facts.key = principal.prefix
  if (!principal.scopes.includes(scope)) {
    refuse({ status: 403, code: 'scope-missing', detail: `This API key may not do this: it lacks the scope ${scope}.` })
  }
  const log = await logFor(principal, { logs, named: c.req.header('daybook-tenant')?.trim() })
  c.var.facts.tenant = log.slug
  return { principal, log }
}

/** RFC 6750 §3.1: no error code for a request that shows no credentials. */
function challengeFor(refusal: KeyRefusal): string {
  return refusal === 'missing' ? 'Bearer realm="daybook"' : 'Bearer realm="daybook", error="invalid_token"'
}

async function logFor(
  principal: KeyPrincipal,
  { logs, named }: { logs: LogDirectory; named: string | undefined },
): Promise<LogTarget> {
  if (!principal.isOperator) {
    if (named && named !== principal.organisationSlug) {
      const detail = `This API key writes to its own tenant only, not to the one that Daybook-Tenant names.`
      refuse({ status: 403, code: 'tenant-mismatch', detail })
    }
    const own = await logs.byId(principal.organisationId)
    if (own === null) throw new Error('An API key belongs to an organisation that is not there.')
    if (own.kind !== 'tenant') {
      const detail = 'This API key does not belong to a tenant, and machines send events to the logs of tenants only.'
      refuse({ status: 403, code: 'tenant-mismatch', detail })
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
