import { faultsOf } from '@daybook/db/testing'
import type { FaultDatabase } from './harness/database.ts'
import { pass } from './harness/poll.ts'
import type { Operator, Tenant } from './harness/tenants.ts'
import { deliver } from './load/delivery.ts'
import type { Ledger, SentEvent } from './load/ledger.ts'

export interface Verdict {
  /** Acknowledged events that are not in their log as their receipt says. */
  lost: number
  /** Ids that are in a log more than once, and events that sending again added though they had been acknowledged. */
  doubled: number
  /** What is wrong, in words; empty when nothing is. */
  failures: string[]
}

export interface Trial {
  database: FaultDatabase
  operator: Operator
  url: string
  ledger: Ledger
  /** Sends only every so many of the acknowledged events again; all of them by default. */
  againEvery?: number
}

interface Row {
  number: number
  id: string
  leafHash: string
}

/**
 * Compares the logs with what was promised, then sends everything once more, acknowledged or not, and compares again:
 * after that each log holds every event that was sent, once, and nothing else.
 */
export async function judge(trial: Trial): Promise<Verdict> {
  const { database, ledger } = trial
  const failures: string[] = []
  const promised = new Map(ledger.receipts)
  const tenants = [...new Set([...ledger.sent.values()].map(({ tenant }) => tenant))]
  let lost = 0
  let doubled = 0

  for (const tenant of tenants) {
    const rows = await readEntries(database, tenant)
    const byId = new Map(rows.map((row) => [row.id, row]))
    doubled += rows.length - byId.size
    for (const { event } of sentTo(tenant, ledger)) {
      const receipt = promised.get(event.id)
      const row = byId.get(event.id)
      if (receipt === undefined) continue
      if (row?.number === receipt.number && row.leafHash === receipt.leafHash) continue
      lost += 1
      const found = row === undefined ? 'nothing' : `number ${row.number} with leaf ${row.leafHash}`
      failures.push(`${event.id} was acknowledged as ${receipt.number} ${receipt.leafHash}; the log has ${found}`)
    }
  }

  for (const tenant of tenants) await sendAgain(trial, tenant)
  for (const tenant of tenants) {
    const rows = await readEntries(database, tenant)
    const sent = new Set(sentTo(tenant, ledger).map(({ event }) => event.id))
    const unique = new Set(rows.map(({ id }) => id))
    doubled += rows.length - unique.size
    const missing = [...sent].filter((id) => !unique.has(id)).length
    const foreign = [...unique].filter((id) => !sent.has(id)).length
    if (missing > 0) failures.push(`${tenant.log.slug}: ${missing} events are missing after all were sent again`)
    if (foreign > 0) failures.push(`${tenant.log.slug}: ${foreign} events that nobody sent`)
    failures.push(...(await faultsOf(database.owner, tenant.log)).map((fault) => `${tenant.log.slug}: ${fault}`))
  }
  if (doubled > 0) failures.push(`${doubled} ids are in a log twice`)
  return { lost, doubled, failures: [...failures, ...ledger.problems].slice(0, 20) }
}

/** A second receipt that differs from the first is noted by the ledger itself. */
async function sendAgain({ ledger, operator, url, againEvery = 1 }: Trial, tenant: Tenant): Promise<void> {
  const events = sentTo(tenant, ledger)
    .map(({ event }) => event)
    .filter(({ id }, index) => !ledger.receipts.has(id) || index % againEvery === 0)
  for (let start = 0; start < events.length; start += 200) {
    const part = events.slice(start, start + 200)
    const delivery = { url, tenant, key: operator.key, events: part, isBatch: true, ledger, fetch }
    for (let attempt = 0; (await deliver(delivery)) !== 'acknowledged'; attempt++) {
      if (attempt >= 40) return ledger.complain('sending everything again was not taken')
      await pass(250)
    }
  }
}

function sentTo(tenant: Tenant, { sent }: Ledger): { event: SentEvent }[] {
  return [...sent.values()].filter((entry) => entry.tenant === tenant)
}

async function readEntries({ sql }: FaultDatabase, tenant: Tenant): Promise<Row[]> {
  const rows = await sql<{ number: string; id: string; leaf: string }[]>`
    select number, event_id as id, encode(leaf_hash, 'hex') as leaf
    from log_entries where tenant_id = ${tenant.log.tenantId} order by number`
  return rows.map(({ number, id, leaf }) => ({ number: Number(number), id, leafHash: leaf }))
}
