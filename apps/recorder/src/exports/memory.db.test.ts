import { readFileSync } from 'node:fs'
import type { LogTarget } from '@daybook/db'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createExportWorld, type ExportWorld, fillLog } from '../testing/exports.fixture.ts'
import { startProcess } from '../testing/process.fixture.ts'

const few = 4000
const many = 24_000

let world: ExportWorld

beforeAll(async () => {
  world = await createExportWorld()
})
afterAll(() => world.close())

/** Reading along the timeline needs no other index, and keeping them is what writing costs most. */
async function dropIndexes() {
  const { superuser } = world.database
  const indexes = await superuser<{ name: string }[]>`
    select indexrelid::regclass::text as name from pg_index where indrelid = 'events'::regclass and not indisprimary`
  for (const { name } of indexes) await superuser`drop index ${superuser(name)}`
}

/** Makes copies of a log's first event, quicker than appending; they are read like any other. */
async function multiply(log: LogTarget, count: number) {
  await world.database.superuser`
    insert into events select (jsonb_populate_record(null::events, to_jsonb(e) || jsonb_build_object(
      'number', n, 'id', gen_random_uuid(), 'occurred_at', e.occurred_at - make_interval(secs => n)))).*
    from events e, generate_series(2, ${count}::int) as n where e.tenant_id = ${log.tenantId} and e.number = 1`
  await world.database.superuser`
    update log_heads set next_number = ${count + 1} where tenant_id = ${log.tenantId} and next_number <= ${count}`
}

/** Bytes that a process has held at the most. */
function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}

// Only Linux tells what a process has held.
test.skipIf(process.platform !== 'linux')(
  'an export of six times the events takes no more memory',
  async () => {
    const { admin, other } = world.people
    await dropIndexes()
    // Large ones, so that few of them are enough: twenty thousand are more than a hundred megabytes.
    const details = { filling: 'of an event as they are '.repeat(250) }
    for (const [who, count] of [
      [admin, few],
      [other, many],
    ] as const) {
      await fillLog(world, who.log, 1, () => ({ details }))
      await multiply(who.log, count)
    }
    // Less than what the larger log takes: a process that held on to it would end for want of memory.
    const env = { DAYBOOK_HOME: world.home, NODE_OPTIONS: '--max-old-space-size=192' }
    await using recorder = await startProcess(world.database.url('recorder'), env)
    const peaks: number[] = []
    for (const [who, count] of [
      [admin, few],
      [other, many],
    ] as const) {
      const { caller } = await world.portal(who)
      const { id } = await caller.exports.create({ format: 'csv' })
      await vi.waitUntil(
        async () => {
          const [row] = await world.database.sql`select status, written::int from exports where id = ${id}`
          if (row?.status === 'failed') throw new Error('the export failed')
          return row?.status === 'ready' && row.written === count
        },
        { timeout: 240_000, interval: 100 },
      )
      peaks.push(peakOf(recorder.pid))
    }
    const [peakOfFew = 0, peakOfMany = 0] = peaks
    expect(peakOfMany - peakOfFew).toBeLessThan(64_000_000)
  },
  300_000,
)
