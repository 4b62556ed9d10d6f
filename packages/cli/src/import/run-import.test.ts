import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { JsonObject } from '@daybook/core/model'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exampleRecord } from './cloudtrail/example-record.ts'
import { cloudTrailFormat } from './cloudtrail/format.ts'
import { findFiles } from './find-files.ts'
import type { ImportedEvent } from './format.ts'
import { type Fate, type ImportJob, type Reject, runImport } from './run-import.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daybook-import-'))
})
afterEach(() => rm(folder, { recursive: true }))

function recordsOf(count: number, fields: JsonObject = {}): JsonObject[] {
  return Array.from({ length: count }, (_, index) => exampleRecord({ eventID: `event ${index}`, ...fields }))
}

async function run(contents: Record<string, unknown>, job: Partial<ImportJob> = {}) {
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const batches: ImportedEvent[][] = []
  const rejects: Reject[] = []
  const progress: number[] = []
  const counts = await runImport({
    files: await findFiles([folder]),
    format: cloudTrailFormat,
    signal: new AbortController().signal,
    record: async (events) => {
      batches.push(events)
      return events.map(() => ({ status: 'new' }))
    },
    onReject: (reject) => rejects.push({ ...reject, file: path.basename(reject.file) }),
    onProgress: (_, bytesDone) => progress.push(bytesDone),
    ...job,
  })
  return { counts, batches, rejects, progress }
}

test('records go in batches, across files, and each keeps its place', async () => {
  const { counts, batches } = await run({ 'a.json': { Records: recordsOf(700) }, 'b.json': recordsOf(2) })
  expect(counts).toEqual({ files: 2, read: 702, added: 702, known: 0, conflicts: 0, rejected: 0 })
  expect(batches.map((batch) => batch.length)).toEqual([500, 202])
  expect(batches[1]?.at(-1)?.bulkImport).toEqual({ fileId: 'b.json', line: 2 })
})

test('heavy records go in smaller batches', async () => {
  const { batches } = await run({ 'a.json': recordsOf(30, { requestParameters: { document: 'x'.repeat(150_000) } }) })
  expect(batches.map((batch) => batch.length)).toEqual([14, 14, 2])
})

test('what cannot be taken is told with file, record and reason, and the rest goes on', async () => {
  const { counts, rejects } = await run({
    'a.json': [...recordsOf(1), exampleRecord({ eventTime: null }), 7],
    'b.json': '{"Records":[',
    'c.json': recordsOf(1),
  })
  expect(counts).toMatchObject({ files: 3, read: 5, added: 2, rejected: 3 })
  expect(rejects).toEqual([
    { file: 'a.json', record: 2, kind: 'rejected', reason: 'eventTime is missing' },
    { file: 'a.json', record: 3, kind: 'rejected', reason: 'not a JSON object' },
    { file: 'b.json', record: 1, kind: 'rejected', reason: 'the file ends in the middle of this record' },
  ])
})

test('each fate is counted for what it is', async () => {
  const fates: Fate[] = [
    { status: 'new' },
    { status: 'known' },
    { status: 'conflict' },
    { status: 'rejected', reason: 'too odd' },
  ]
  const { counts, rejects } = await run({ 'a.json': recordsOf(4) }, { record: async () => fates })
  expect(counts).toEqual({ files: 1, read: 4, added: 1, known: 1, conflicts: 1, rejected: 1 })
  expect(rejects).toEqual([
    { file: 'a.json', record: 3, kind: 'conflict', reason: expect.stringContaining('another event is recorded') },
    { file: 'a.json', record: 4, kind: 'rejected', reason: 'too odd' },
  ])
})

test('the digests that lie among the records are passed over', async () => {
  const digest = { digestS3Bucket: 'logs', digestStartTime: 'x', logFiles: [] }
  expect((await run({ 'a.json': digest, 'b.json': recordsOf(1) })).counts).toMatchObject({
    files: 2,
    read: 1,
    rejected: 0,
  })
})

test('an interrupted run records what it has read and stops', async () => {
  const controller = new AbortController()
  const { counts } = await run(
    { 'a.json': recordsOf(600), 'b.json': recordsOf(600) },
    {
      signal: controller.signal,
      record: async (events) => {
        controller.abort()
        return events.map(() => ({ status: 'new' }))
      },
    },
  )
  expect(counts).toMatchObject({ files: 0, read: 500, added: 500 })
})

test('progress ends with all bytes read', async () => {
  const { progress } = await run({ 'a.json': recordsOf(3), 'b.json': recordsOf(3) })
  const files = await findFiles([folder])
  expect(progress.at(-2)).toBe(files.reduce((sum, { size }) => sum + size, 0))
})

test('an error of the database ends the run', async () => {
  const broken = run({ 'a.json': recordsOf(1) }, { record: () => Promise.reject(new Error('gone')) })
  await expect(broken).rejects.toThrow('gone')
})
