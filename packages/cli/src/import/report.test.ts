import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createReport, type ImportSummary, type ReportOptions } from './report.ts'
import type { Reject } from './run-import.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daybook-import-'))
})
afterEach(() => rm(folder, { recursive: true }))

const counts = { files: 34, read: 1469, added: 1468, known: 0, conflicts: 0, rejected: 1 }
const summary: ImportSummary = { ...counts, tenant: 'acme', format: 'cloudtrail', dryRun: false, interrupted: false }
const reject: Reject = { file: 'logs/a.json', record: 3, kind: 'rejected', reason: 'eventTime is missing' }

async function report(options: Partial<ReportOptions> = {}) {
  const stdout = new PassThrough({ encoding: 'utf8' })
  const stderr = new PassThrough({ encoding: 'utf8' })
  const made = await createReport({ json: false, bytes: 10, rejectsFile: null, stdout, stderr, ...options })
  return { made, written: () => ({ out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }) }
}

test('into a pipe, nothing is said until the summary', async () => {
  const { made, written } = await report()
  made.progress(counts, 5)
  made.reject(reject)
  expect(written()).toEqual({ out: '', err: '' })
  await made.finish(summary, 'AWS CloudTrail')
  expect(written()).toEqual({
    err: '',
    out: [
      'Imported into acme: 1,469 records of AWS CloudTrail in 34 files.',
      '  new            1,468',
      '  already there      0',
      '  conflicts          0',
      '  rejected           1',
      'Not taken:',
      '  logs/a.json, record 3: eventTime is missing',
      '',
    ].join('\n'),
  })
})

test('a dry run and an interrupted run are told as what they are', async () => {
  const dry = await report()
  await dry.made.finish({ ...summary, dryRun: true }, 'AWS CloudTrail')
  expect(dry.written().out).toMatch(/^Dry run for acme, nothing was written: .*\n {2}would be new /)
  const interrupted = await report()
  await interrupted.made.finish({ ...summary, interrupted: true }, 'AWS CloudTrail')
  expect(interrupted.written().out).toContain('Interrupted. Run the same command again')
})

test('of many that were not taken the first are shown, and the file has all', async () => {
  const rejectsFile = path.join(folder, 'rejects.ndjson')
  const { made, written } = await report({ rejectsFile })
  for (let record = 1; record <= 25; record += 1) made.reject({ ...reject, record })
  await made.finish(summary, 'AWS CloudTrail')
  expect(written().out).toContain(`  and 5 more; all are in ${rejectsFile}.`)
  const lines = (await readFile(rejectsFile, 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(25)
  expect(JSON.parse(lines[24] ?? '')).toEqual({ ...reject, record: 25 })
})

test('a file as a whole has no record number', async () => {
  const { made, written } = await report()
  made.reject({ ...reject, record: null })
  await made.finish(summary, 'AWS CloudTrail')
  expect(written().out).toContain('  logs/a.json: eventTime is missing\n')
})

test('as JSON, each step is a line', async () => {
  const { made, written } = await report({ json: true })
  made.progress(counts, 5)
  made.reject(reject)
  await made.finish(summary, 'AWS CloudTrail')
  const lines = written()
    .out.trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toEqual([
    { type: 'progress', ...counts },
    { type: 'reject', ...reject },
    { type: 'summary', ...summary },
  ])
})

test('on a terminal a bar is shown, and cleared when the summary comes', async () => {
  const stderr = Object.assign(new PassThrough({ encoding: 'utf8' }), {
    isTTY: true,
    columns: 80,
    cursorTo() {},
    clearLine() {},
    clearScreenDown() {},
    moveCursor() {},
  })
  const { made, written } = await report({ stderr })
  made.progress(counts, 5)
  await made.finish(summary, 'AWS CloudTrail')
  expect(String(stderr.read())).toContain('records')
  expect(written().out).toMatch(/^Imported into acme/)
})

test('a file for rejects that cannot be written is refused at once', async () => {
  await expect(report({ rejectsFile: path.join(folder, 'no', 'such') })).rejects.toMatchObject({ exitCode: 2 })
})
