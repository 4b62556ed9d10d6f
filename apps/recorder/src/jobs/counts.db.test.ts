import { append, transaction } from '@daybook/db'
import { createOrganisation, createTestDatabase, exampleEvent, type TestDatabase } from '@daybook/db/testing'
import { createLogger } from '@daybook/runtime'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepCounts } from './counts.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const logger = createLogger('test', { level: 'silent' })

async function write(log: Awaited<ReturnType<typeof createOrganisation>>, count: number) {
  const entries = Array.from({ length: count }, () => ({ log, event: exampleEvent({ id: v7() }) }))
  await transaction(database.as('recorder'), (tx) => append(tx, entries))
}

async function counted(log: { tenantId: string }) {
  const rows = await database.sql<{ count: number }[]>`
    select coalesce(sum(count), 0)::int as count from event_counts where tenant_id = ${log.tenantId}`
  return rows[0]?.count
}

test('a backlog of several turns is counted, and then what comes', async () => {
  const log = await createOrganisation(database.owner)
  await write(log, 350)
  const job = keepCounts({ db: database.as('recorder'), logger, atOnce: 100 })
  await expect.poll(() => counted(log), { timeout: 10_000 }).toBe(350)
  await write(log, 3)
  await expect.poll(() => counted(log), { timeout: 10_000 }).toBe(353)
  await job.stop()
})
