import type { DaybookEvent, Receipt } from '@daybook/sdk'
import type { Tenant } from '../harness/tenants.ts'

export type SentEvent = DaybookEvent & { id: string }

/** What was sent where, and what was promised for it. The truth that the log is compared with. */
export interface Ledger {
  /** Every event that was ever sent, by its id. */
  sent: ReadonlyMap<string, { tenant: Tenant; event: SentEvent }>
  receipts: ReadonlyMap<string, Receipt>
  /** What must never be answered, in words. */
  problems: readonly string[]
  send(tenant: Tenant, events: readonly SentEvent[]): void
  /** For events that were refused before anything was begun: the log must not have them. */
  forget(events: readonly SentEvent[]): void
  /** Notes a promise. Two promises for one event have to be the same. */
  acknowledge(receipt: Receipt): void
  complain(problem: string): void
}

const problemsKept = 20

export function createLedger(): Ledger {
  const sent = new Map<string, { tenant: Tenant; event: SentEvent }>()
  const receipts = new Map<string, Receipt>()
  const problems: string[] = []
  const complain = (problem: string) => {
    if (problems.length < problemsKept) problems.push(problem)
  }
  return {
    ...{ sent, receipts, problems, complain },
    send(tenant, events) {
      for (const event of events) sent.set(event.id, { tenant, event })
    },
    forget(events) {
      for (const { id } of events) if (!receipts.has(id)) sent.delete(id)
    },
    acknowledge({ id, number, leafHash }) {
      const first = receipts.get(id)
      if (!sent.has(id)) complain(`a receipt names ${id}, which was never sent`)
      if (first === undefined) receipts.set(id, { id, number, leafHash })
      else if (first.number !== number || first.leafHash !== leafHash)
        complain(`event ${id} got a second receipt: ${first.number} ${first.leafHash}, then ${number} ${leafHash}`)
    },
  }
}
