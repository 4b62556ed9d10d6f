import { randomOf } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHarness, type Harness } from './harness/harness.ts'
import { until } from './harness/poll.ts'
import { deliver } from './load/delivery.ts'
import { makeEvent } from './load/event.ts'
import { createLedger } from './load/ledger.ts'
import { startLoad } from './load/load.ts'
import { judge } from './oracle.ts'

let harness: Harness

beforeAll(async () => {
  harness = await createHarness()
}, 120_000)
afterAll(() => harness?.[Symbol.asyncDispose]())

/** A little load that was taken, and everything `judge` needs. */
async function takenLoad() {
  const { database, operator, url } = harness
  const load = startLoad({ urls: [url], tenants: await harness.tenants(2), operator, random: randomOf(1), senders: 4 })
  await until(() => load.acknowledged() >= 40, { what: 'load that is taken', ms: 60_000 })
  await load.stop()
  return { database, operator, url, ledger: load.ledger }
}

const patienceMs = 120_000

test(
  'logs that hold what was promised are sound',
  async () => {
    expect(await judge(await takenLoad())).toEqual({ lost: 0, doubled: 0, failures: [] })
  },
  patienceMs,
)

test(
  'an acknowledged event that is gone is counted as lost, and sending it again does not hide that',
  async () => {
    const trial = await takenLoad()
    const [id] = [...trial.ledger.receipts.keys()]
    if (id === undefined) throw new Error('nothing was acknowledged')
    const { superuser } = harness.database
    for (const table of ['events', 'log_entries']) await superuser`alter table ${superuser(table)} disable trigger user`
    await superuser`delete from events where id = ${id}`
    await superuser`delete from log_entries where event_id = ${id}`
    for (const table of ['events', 'log_entries']) await superuser`alter table ${superuser(table)} enable trigger user`

    const { lost, failures } = await judge(trial)
    expect(lost).toBe(1)
    expect(failures.join('\n')).toContain(id)
  },
  patienceMs,
)

test(
  'a receipt with another number or leaf than the log has is counted as lost',
  async () => {
    const trial = await takenLoad()
    const { ledger } = trial
    const [receipt] = [...ledger.receipts.values()]
    if (receipt === undefined) throw new Error('nothing was acknowledged')
    receipt.leafHash = '00'.repeat(32)
    const { lost, failures } = await judge(trial)
    expect(lost).toBe(1)
    // Sent again, it gets the receipt it should have had, which is another.
    expect(failures.join('\n')).toContain('second receipt')
  },
  patienceMs,
)

test(
  'an event in the log that nobody sent, or that was refused, is noticed',
  async () => {
    const trial = await takenLoad()
    const [entry] = [...trial.ledger.sent.values()]
    if (entry === undefined) throw new Error('nothing was sent')
    const { key } = entry.tenant
    const delivery = { url: trial.url, tenant: entry.tenant, key, isBatch: false, fetch, ledger: createLedger() }
    expect(await deliver({ ...delivery, events: [makeEvent(randomOf(2))] })).toBe('acknowledged')
    expect((await judge(trial)).failures.join('\n')).toContain('1 events that nobody sent')
  },
  patienceMs,
)
