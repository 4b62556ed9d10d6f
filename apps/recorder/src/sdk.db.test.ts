import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { createTestDatabase, faultsOf, readLog, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey, startRecorder } from './testing/recorder.fixture.ts'

let database: TestDatabase
let recorder: Awaited<ReturnType<typeof startRecorder>>

beforeAll(async () => {
  database = await createTestDatabase()
  recorder = await startRecorder(database)
})
afterAll(async () => {
  await recorder.stop()
  await database.close()
})

const sdk = path.resolve(import.meta.dirname, '../../../packages/sdk')

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Runs Node where the SDK is, so that a program there can import it by its name; answers what it printed. */
async function run(args: string[], env: Record<string, string> = {}): Promise<string> {
  const surroundings: NodeJS.ProcessEnv = { PATH: process.env.PATH, NODE_ENV: 'test', ...env }
  const options = { cwd: sdk, env: surroundings }
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, ...args], options)
  return stdout
}

test('the examples of the SDK’s README run as they stand', async () => {
  const { key, log } = await createKey(database)
  const readme = readFileSync(path.join(sdk, 'README.md'), 'utf8')
  const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
  const env = { DAYBOOK_URL: recorder.url, DAYBOOK_KEY: key }
  const printed = await Promise.all(examples.map((code) => run(['--input-type=module', '--eval', code], env)))
  expect(printed).toEqual([
    'Recorded as number 1\n0: recorded as number 2\n1: recorded as number 3\n',
    'event-invalid 400 false /actor/email\n',
  ])

  const [updated, created] = (await readLog(database.owner, log)).map(({ event }) => event)
  expect(updated).toMatchObject({
    action: 'campaign.updated',
    channel: 'sdk',
    actor: { name: 'Maria Lopez' },
    targets: [{ type: 'campaign', id: '42' }],
    changes: [{ path: 'status', before: 'draft', after: 'live' }],
  })
  expect(created).toMatchObject({ operation: 'create', module: 'queues', snapshot: { name: 'Support' } })
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('every field the SDK’s types know is one the recorder takes, under the name it has there', async () => {
  const { key, log } = await createKey(database)
  const id = randomUUID()
  const printed = await run(['src/testing/record-every-field.ts', recorder.url, key, id, log.slug])
  expect(JSON.parse(printed)).toMatchObject({ number: 1, id })
  const [stored] = await readLog(database.owner, log)
  const empty = Object.entries(stored?.event ?? {}).filter(([, value]) => value === null)
  expect(empty.map(([field]) => field).sort()).toEqual(['claimedAt', 'operationWord'])
  expect(stored?.event).toMatchObject({
    occurredAt: '2026-01-02T03:04:05.678Z',
    actor: { type: 'staff', id: '7' },
    targets: [{ revision: '3', url: 'https://example.test/campaigns/42' }, { id: 'b' }],
    policyDecision: ['deny', { rule: 7 }],
    cdr: { fileId: 'c', line: 8 },
  })
  expect(await faultsOf(database.owner, log)).toEqual([])
})
