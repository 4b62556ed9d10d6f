import { createDaybook, DaybookError } from '@daybook/sdk'
import type { Tenant } from '../harness/tenants.ts'
import type { Ledger, SentEvent } from './ledger.ts'

export interface Delivery {
  url: string
  tenant: Tenant
  /** The tenant's own key, or the operator's. */
  key: string
  events: readonly SentEvent[]
  /** Alone, or as a batch even if it is one. */
  isBatch: boolean
  ledger: Ledger
  fetch: typeof fetch
}

/** `unknown`: no answer, or one that leaves it open. The same events may be sent again. */
export type DeliveryOutcome = 'acknowledged' | 'refused' | 'unknown' | 'at fault'

/** Sends events once, through the client that platforms install, and writes into the ledger what was promised. */
export async function deliver(delivery: Delivery): Promise<DeliveryOutcome> {
  const { url, tenant, key, events, isBatch, ledger, fetch } = delivery
  const daybook = createDaybook({ url, key, tenant: tenant.log.slug, fetch, retries: 0 })
  ledger.send(tenant, events)
  try {
    if (!isBatch) {
      for (const event of events) ledger.acknowledge(await daybook.record(event))
      return 'acknowledged'
    }
    for (const result of await daybook.recordBatch(events)) {
      if ('problem' in result) ledger.complain(`a sound event was answered ${result.status}: ${result.problem.detail}`)
      else ledger.acknowledge(result)
    }
    return 'acknowledged'
  } catch (error) {
    return outcomeOf(error, ledger)
  }
}

function outcomeOf(error: unknown, ledger: Ledger): DeliveryOutcome {
  if (!(error instanceof DaybookError)) throw error
  if (error.status === null) return 'unknown'
  if (error.isRetryable) {
    // Said before anything was begun, so nothing is open about it.
    return error.code === 'busy' || error.status === 429 ? 'refused' : 'unknown'
  }
  ledger.complain(`a sound request was answered ${error.status} ${error.code}: ${error.message}`)
  return 'at fault'
}
