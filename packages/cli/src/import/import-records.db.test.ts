import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { JsonObject } from '@daybook/core/model'
import { append, type Database, type LogTarget, transaction } from '@daybook/db'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  faultsOf,
  readLog,
  type TestDatabase,
} from '@daybook/db/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { exampleRecord } from './cloudtrail/example-record.ts'
import { cloudTrailFormat } from './cloudtrail/format.ts'
import { hasRealRecords, realRecords, skippedNote } from './cloudtrail/real-records.ts'
import { findFiles } from './find-files.ts'
import { importFiles } from './import-records.ts'
import { tenantLog } from './open-log.ts'
import type { Reject } from './run-import.ts'

let database: TestDatabase
let db: Database
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('recorder', { statementTimeout: 30_000 })
})
afterAll(() => database.close())
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daybook-import-'))
})
afterEach(() => rm(folder, { recursive: true }))

interface Run {
  from?: string
  dryRun?: boolean
  signal?: AbortSignal
  into?: Database
  onProgress?: () => void
}

async function run(
  log: LogTarget,
  { from = folder, dryRun = false, signal, into = db, onProgress = () => {} }: Run = {},
) {
  const rejects: Reject[] = []
  const summary = await importFiles(await findFiles([from]), {
    format: cloudTrailFormat,
    to: { db: into, log, now: () => new Date(), retryDelays: [] },
    report: {
      reject: (reject) => void rejects.push(reject),
      progress: onProgress,
      finish: () => Promise.resolve(),
      abandon: () => Promise.resolve(),
    },
    signal: signal ?? new AbortController().signal,
    dryRun,
  })
  const { read, added, known, conflicts, rejected } = summary
  return { counts: { read, added, known, conflicts, rejected }, rejects, summary }
}

function write(name: string, records: JsonObject[]): Promise<void> {
  return writeFile(path.join(folder, name), JSON.stringify({ Records: records }))
}

function recordsOf(count: number, fields: JsonObject = {}): JsonObject[] {
  return Array.from({ length: count }, (_, index) => exampleRecord({ eventID: `event ${index}`, ...fields }))
}

// Those records are no part of the repository: where they are not beside it, there is nothing to read.
test.skipIf(!hasRealRecords)(
  `a folder that CloudTrail delivered goes in once, however often it is imported${skippedNote}`,
  async () => {
    const log = await createOrganisation(database.owner)
    expect((await run(log, { from: realRecords, dryRun: true })).counts).toMatchObject({ read: 1469, added: 1469 })
    expect(await readLog(db, log)).toHaveLength(0)

    expect((await run(log, { from: realRecords })).counts).toEqual({
      read: 1469,
      added: 1469,
      known: 0,
      conflicts: 0,
      rejected: 0,
    })
    const first = await readLog(db, log)
    expect(first).toHaveLength(1470)
    expect(await faultsOf(db, log)).toEqual([])

    expect((await run(log, { from: realRecords })).counts).toEqual({
      read: 1469,
      added: 0,
      known: 1469,
      conflicts: 0,
      rejected: 0,
    })
    expect((await run(log, { from: realRecords, dryRun: true })).counts).toMatchObject({
      added: 0,
      known: 1469,
      conflicts: 0,
    })
    expect(await readLog(db, log)).toEqual(first)
  },
  120_000,
)

test('an import ends with an event that says so, with counts', async () => {
  const log = await createOrganisation(database.owner)
  await write('a.json', [...recordsOf(3), exampleRecord({ eventTime: 'never' })])
  await run(log)
  const last = (await readLog(db, log)).at(-1)?.event
  expect(last).toMatchObject({
    action: 'import.completed',
    operation: 'import',
    actor: { type: 'system', name: 'Daybook import' },
    targets: [{ type: 'import', name: 'AWS CloudTrail' }],
    details: { source: 'AWS CloudTrail', files: 1, added: 3, known: 0, conflicts: 0, rejected: 1 },
  })
})

test('a later import of more adds what is new, and says so in an event of its own', async () => {
  const log = await createOrganisation(database.owner)
  await write('a.json', recordsOf(3))
  await run(log)
  await write('b.json', recordsOf(5))
  expect((await run(log)).counts).toEqual({ read: 8, added: 2, known: 6, conflicts: 0, rejected: 0 })
  const events = (await readLog(db, log)).map(({ event }) => event)
  expect(events.filter(({ action }) => action === 'import.completed')).toHaveLength(2)
  expect(events).toHaveLength(7)
})

test('secrets in a record are gone before it is stored', async () => {
  const log = await createOrganisation(database.owner)
  const credentials = {
    accessKeyId: 'ASIAEXAMPLE000000001',
    sessionToken: 'FwoGZXIvYXdzEXAMPLE+TOKEN/VALUE==',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  }
  await write(
    'a.json',
    recordsOf(1, { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', responseElements: { credentials } }),
  )
  await run(log)
  const stored = JSON.stringify((await readLog(db, log))[0]?.event)
  expect(stored).toContain('AssumeRole')
  expect(stored).not.toContain(credentials.sessionToken)
  expect(stored).not.toContain(credentials.secretAccessKey)
})

test('a record that was delivered twice is known, another record under its id is a conflict', async () => {
  const log = await createOrganisation(database.owner)
  const [record = {}] = recordsOf(1)
  await write('a.json', [record])
  await write('b.json', [record])
  await write('c.json', [{ ...record, eventName: 'DeleteBucket' }])
  const { counts, rejects } = await run(log)
  expect(counts).toEqual({ read: 3, added: 1, known: 1, conflicts: 1, rejected: 0 })
  expect(rejects).toEqual([expect.objectContaining({ file: path.join(folder, 'c.json'), record: 1, kind: 'conflict' })])
  expect((await run(log, { dryRun: true })).counts).toEqual({ read: 3, added: 0, known: 2, conflicts: 1, rejected: 0 })
})

test('a dry run counts a record that is there twice once', async () => {
  const log = await createOrganisation(database.owner)
  await write('a.json', recordsOf(600))
  await write('b.json', recordsOf(600))
  expect((await run(log, { dryRun: true })).counts).toMatchObject({ added: 600, known: 600 })
})

test('an interrupted import is continued by running it again', async () => {
  const log = await createOrganisation(database.owner)
  await write('a.json', recordsOf(1200))
  const controller = new AbortController()
  const { summary } = await run(log, { signal: controller.signal, onProgress: () => controller.abort() })
  expect(summary).toMatchObject({ interrupted: true, added: 500 })
  expect((await readLog(db, log)).some(({ event }) => event.action === 'import.completed')).toBe(false)

  expect((await run(log)).counts).toMatchObject({ read: 1200, added: 700, known: 500 })
  expect(await readLog(db, log)).toHaveLength(1201)
})

test('two imports of the same at the same time add each event once', async () => {
  const log = await createOrganisation(database.owner)
  await write('a.json', recordsOf(1200))
  const [one, two] = await Promise.all([run(log), run(log, { into: database.as('recorder') })])
  expect(one.counts.added + two.counts.added).toBe(1200)
  expect(one.counts.conflicts + two.counts.conflicts).toBe(0)
  expect(await readLog(db, log)).toHaveLength(1201)
  expect(await faultsOf(db, log)).toEqual([])
})

test('a connection that is lost on the way is told, with what to do', async () => {
  const log = await createOrganisation(database.owner)
  await write('a.json', recordsOf(3))
  const gone = database.as('recorder')
  await gone.close()
  await expect(run(log, { into: gone })).rejects.toMatchObject({
    exitCode: 75,
    message: expect.stringContaining('Run the same command again'),
  })
})

test('the log of another tenant is left alone', async () => {
  const [log, other] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  await transaction(db, (tx) => append(tx, [{ log: other, event: exampleEvent() }]))
  await write('a.json', recordsOf(3))
  await run(log)
  expect(await readLog(db, other)).toHaveLength(1)
})

test('an unknown tenant is refused with those there are; firms and the operator are none', async () => {
  const log = await createOrganisation(database.owner)
  const firm = await createOrganisation(database.owner, { kind: 'partner' })
  expect((await tenantLog(db, log.slug)).tenantId).toBe(log.tenantId)
  for (const slug of ['acmee', firm.slug]) {
    const refused = await tenantLog(db, slug).catch((error: unknown) => error)
    expect(refused).toMatchObject({ exitCode: 2, message: expect.stringContaining(`There is no tenant “${slug}”.`) })
    expect(refused).toMatchObject({ message: expect.stringContaining(log.slug) })
    expect(refused).not.toMatchObject({ message: expect.stringContaining(`, ${firm.slug}`) })
  }
})
