import { createTestDatabase, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendSamples } from './appending.ts'
import { copyBatch, createFloor, emptyLog, floorSchema, readBatches } from './floor.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  // An index of one partition only has to be there as well.
  await database.sql`create index on events_default (ip)`
  await createFloor(database.superuser)
})
afterAll(() => database.close())

const tables = ['events', 'log_entries']

async function columnsIn(schema: string) {
  return await database.superuser`
    select c.relname as table, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull,
      a.attstorage, a.attcompression
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = ${schema}::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and (c.relname like 'events%' or c.relname = 'log_entries')
    order by c.relname, a.attnum`
}

/** How each index is defined, without its name, which may differ. */
async function indexesIn(schema: string): Promise<string[]> {
  const rows = await database.superuser<{ table: string; definition: string }[]>`
    select t.relname as table, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = ${schema}::regnamespace and (t.relname like 'events%' or t.relname = 'log_entries')`
  return rows.map(({ definition }) => definition.replace(/INDEX \S+ ON/, 'INDEX ON').replace(`${schema}.`, '')).sort()
}

test('the floor has the columns, partitions and indexes of the log', async () => {
  expect(await columnsIn(floorSchema)).toEqual(await columnsIn('public'))
  const indexes = await indexesIn('public')
  expect(indexes.length).toBeGreaterThan(tables.length)
  expect(await indexesIn(floorSchema)).toEqual(indexes)
})

test('the floor takes the very rows of the log', async () => {
  const { owner, superuser } = database
  await appendSamples(owner, { count: 30, size: 'small', logs: 3 })
  const rows = async (table: string) => await superuser`select * from ${superuser(table)} order by tenant_id, number`
  const before = await Promise.all(tables.map(rows))
  expect(before.map((found) => found.length)).toEqual([30, 30])

  for (const batch of await readBatches(superuser, 7)) await copyBatch(superuser, batch)
  expect(await Promise.all(tables.map((table) => rows(`${floorSchema}.${table}`)))).toEqual(before)

  await emptyLog(superuser)
  expect((await Promise.all(tables.map(rows))).flat()).toEqual([])
})
