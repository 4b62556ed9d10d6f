import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database, type Executor, transaction } from './client.ts'
import { errorCodeOf, isRetryable } from './errors.ts'
import { createTestDatabase, refusalOf, type TestDatabase } from './testing/index.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await database.sql`create table notes (text text)`
})
afterAll(() => database.close())

async function processOf(db: Executor): Promise<number> {
  const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  return row?.pid ?? 0
}

async function kill(pid: number): Promise<void> {
  await database.superuser`select pg_terminate_backend(${pid}, 5000)`
}

async function untilBusy(pid: number): Promise<void> {
  for (;;) {
    const busy = await database.superuser`
      select from pg_stat_activity where pid = ${pid} and state = 'active' and wait_event = 'PgSleep'`
    if (busy.length > 0) return
  }
}

async function notes(): Promise<string[]> {
  const rows = await database.sql<{ text: string }[]>`select text from notes order by text`
  return rows.map(({ text }) => text)
}

function note(db: Executor, text: string) {
  return db.execute(sql`insert into notes values (${text})`)
}

/** A promise and the means to keep it. */
function gate<T>() {
  let open: (value: T) => void = () => {}
  const opened = new Promise<T>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

test.each([1, 2])('a transaction that loses its connection fails, and a pool of %i goes on', async (max) => {
  const db = connect(database.ownerUrl, { max })
  const { opened: started, open: start } = gate<number>()
  const lost = transaction(db, async (tx) => {
    await note(tx, 'lost')
    start(await processOf(tx))
    await tx.execute(sql`select pg_sleep(60)`)
  }).catch((error: unknown) => error)
  const pid = await started
  await untilBusy(pid)
  await kill(pid)
  const error = await lost
  expect(['CONNECTION_CLOSED', '57P01']).toContain(errorCodeOf(error))
  expect(isRetryable(error)).toBe(true)

  for (let step = 0; step < 3; step++) {
    expect(await processOf(db)).not.toBe(pid)
    expect(await transaction(db, (tx) => tx.execute(sql`select ${step}::int as step`))).toEqual([{ step }])
  }
  expect(await notes()).toEqual([])
  await db.close()
})

test('what is left of a lost transaction runs nowhere: not in the next one, and not by itself', async () => {
  const db = connect(database.ownerUrl, { max: 1 })
  const { opened: started, open: start } = gate<number>()
  const { opened: goOn, open: letGo } = gate<void>()
  const rest: string[] = []
  const lost = transaction(db, async (tx) => {
    await note(tx, 'before')
    start(await processOf(tx))
    await goOn
    rest.push(await refusalOf(note(tx, 'after')))
  })
  const failure = refusalOf(lost)
  await kill(await started)
  expect(await failure).toBe('CONNECTION_CLOSED')

  const next = transaction(db, async (tx) => {
    await note(tx, 'next')
    letGo()
    await expect.poll(() => rest).toEqual(['CONNECTION_CLOSED'])
    await note(tx, 'next too')
    throw new Error('changed my mind')
  })
  expect(await refusalOf(next)).toBe('Error: changed my mind')
  expect(await notes()).toEqual([])
  await db.close()
})

test('a pool is closed at once, even with a transaction that has lost its connection', async () => {
  const db = connect(database.ownerUrl, { max: 1 })
  const { opened: started, open: start } = gate<number>()
  const lost = refusalOf(
    transaction(db, async (tx) => {
      start(await processOf(tx))
      await tx.execute(sql`select pg_sleep(60)`)
    }),
  )
  const pid = await started
  await untilBusy(pid)
  await kill(pid)
  await lost
  const began = Date.now()
  await db.close()
  expect(Date.now() - began).toBeLessThan(2000)
})

test('a connection that dies while nobody uses it costs at most one attempt', async () => {
  const db = connect(database.ownerUrl, { max: 1 })
  await kill(await processOf(db))
  // The news of its end may still be under way.
  const first = await db.execute(sql`select 1`).catch((error: unknown) => error)
  expect(!(first instanceof Error) || isRetryable(first)).toBe(true)
  expect(await refusalOf(transaction(db, (tx) => note(tx, 'kept')))).toBe('nothing was refused')
  expect(await notes()).toEqual(['kept'])
  await database.sql`delete from notes`
  await db.close()
})

test('a statement, and a transaction that does nothing, end with an error that can be retried', async () => {
  const db = connect(database.ownerUrl, { max: 1, statementTimeout: 50 })
  const tooLong = await db.execute(sql`select pg_sleep(60)`).catch((error: unknown) => error)
  expect(errorCodeOf(tooLong)).toBe('57014')
  expect(isRetryable(tooLong)).toBe(true)
  await db.close()

  const idle = connect(database.ownerUrl, { max: 1 })
  const { opened: never } = gate<void>()
  const forgotten = await transaction(idle, async (tx) => {
    await tx.execute(sql`set idle_in_transaction_session_timeout = 50`)
    await never
  }).catch((error: unknown) => error)
  expect(isRetryable(forgotten)).toBe(true)
  await idle.close()
})

test('connections carry a name, UTC and their timeouts', async () => {
  const db: Database = connect(database.ownerUrl, { max: 1, name: 'daybook test', statementTimeout: 1234 })
  const names = [
    'application_name',
    'TimeZone',
    'statement_timeout',
    'lock_timeout',
    'idle_in_transaction_session_timeout',
  ]
  const settings = await Promise.all(
    names.map(async (name) => {
      const [row] = await db.execute<{ value: string }>(sql`select current_setting(${name}) as value`)
      return row?.value
    }),
  )
  expect(settings).toEqual(['daybook test', 'UTC', '1234ms', '2s', '10s'])
  await db.close()
})

test('a transaction is READ COMMITTED, commits when it returns and rolls back when it throws', async () => {
  const db = database.owner
  const [row] = await transaction(db, (tx) => tx.execute(sql`show transaction_isolation`))
  expect(row).toEqual({ transaction_isolation: 'read committed' })
  await transaction(db, (tx) => note(tx, 'one'))
  const failure = transaction(db, async (tx) => {
    await note(tx, 'two')
    throw new Error('no')
  })
  expect(await refusalOf(failure)).toBe('Error: no')
  expect(await notes()).toEqual(['one'])
})
