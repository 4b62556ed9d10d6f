import { createTestDatabase, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey, minimalEvent, send, sendBatch, startRecorder } from './testing/recorder.fixture.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const get = (url: string, path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers })

test('/healthz answers for the process alone, /readyz with the reasons why it cannot record', async () => {
  const checks = [
    { name: 'good', check: () => null },
    { name: 'months', check: () => 'not made yet' },
    { name: 'database', check: () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432')) },
  ]
  await using recorder = await startRecorder(database, { checks })
  expect(await (await get(recorder.url, '/healthz')).json()).toEqual({ status: 'ok' })
  const answer = await get(recorder.url, '/readyz')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({
    status: 'not ready',
    reasons: [
      { name: 'months', reason: 'not made yet' },
      { name: 'database', reason: 'does not answer' },
    ],
  })
})

test('/readyz is 200 when every condition is met, and does not wait for ever for one', async () => {
  const checks = [{ name: 'good', check: () => null as string | null }]
  await using recorder = await startRecorder(database, { checks })
  expect([(await get(recorder.url, '/readyz')).status, (await get(recorder.url, '/healthz')).status]).toEqual([
    200, 200,
  ])
  checks.push({ name: 'slow', check: () => new Promise(() => {}) as never })
  const answer = await get(recorder.url, '/readyz')
  expect(await answer.json()).toMatchObject({ reasons: [{ name: 'slow', reason: 'no answer in time' }] })
})

test('/metrics tells what was recorded, known, in conflict and invalid, by route', async () => {
  await using recorder = await startRecorder(database)
  const { key } = await createKey(database)
  await send(recorder.url, minimalEvent(), { key })
  await send(recorder.url, { action: 'no.actor' }, { key })
  await sendBatch(recorder.url, [minimalEvent(), minimalEvent(), null], { key })
  const text = await (await get(recorder.url, '/metrics')).text()
  const events = (route: string, status: string) =>
    sampleOf(text, 'daybook_recorder_events_total', { route, status, process: 'recorder' })
  expect([events('single', 'recorded'), events('single', 'invalid'), events('single', 'known')]).toEqual([1, 1, 0])
  expect([events('batch', 'recorded'), events('batch', 'invalid'), events('batch', 'conflict')]).toEqual([2, 1, 0])
  const ofBatch = { path: '/v1/events/batch', status: '200' }
  expect(sampleOf(text, 'daybook_recorder_request_duration_seconds_count', ofBatch)).toBe(1)
  for (const name of ['requests_open', 'body_bytes_open', 'transactions_open', 'transactions_waiting']) {
    expect([name, sampleOf(text, `daybook_recorder_${name}`)]).toEqual([name, 0])
  }
})

/** Of the one sample with this name and these labels. */
function sampleOf(text: string, name: string, labels: Record<string, string> = {}): number | null {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  const line = text
    .split('\n')
    .find((each) => each.startsWith(`${name}{`) && wanted.every((label) => each.includes(label)))
  return line === undefined ? null : Number(line.split(' ').at(-1))
}

test('a path that somebody has thought of does not become a label', async () => {
  await using recorder = await startRecorder(database)
  await get(recorder.url, '/wp-login.php')
  const text = await (await get(recorder.url, '/metrics')).text()
  expect(text).toContain('path="other",status="404"')
  expect(text).not.toContain('wp-login')
})

test('metrics are read on this machine or with the token, and never through a proxy without it', async () => {
  const token = 'a-token-of-metrics-4711'
  await using recorder = await startRecorder(database, { env: { DAYBOOK_METRICS_TOKEN: token } })
  const status = async (headers: Record<string, string>) => (await get(recorder.url, '/metrics', headers)).status
  expect(await status({})).toBe(200)
  expect(await status({ 'X-Forwarded-For': '203.0.113.9' })).toBe(401)
  expect(await status({ Forwarded: 'for=203.0.113.9' })).toBe(401)
  expect(await status({ 'X-Forwarded-For': '203.0.113.9', Authorization: 'Bearer wrong' })).toBe(401)
  expect(await status({ 'X-Forwarded-For': '203.0.113.9', Authorization: `Bearer ${token}` })).toBe(200)
})

test('an installation that others reach shows its metrics with the token only', async () => {
  const env = {
    NODE_ENV: 'production',
    DAYBOOK_RECORDER_URL: 'https://log.example.com',
    DAYBOOK_METRICS_TOKEN: 'q8Vn2kLw9sXr4tYb7mHc',
  }
  await using recorder = await startRecorder(database, { env })
  expect((await get(recorder.url, '/metrics')).status).toBe(401)
  const headers = { Authorization: `Bearer ${env.DAYBOOK_METRICS_TOKEN}` }
  expect((await get(recorder.url, '/metrics', headers)).status).toBe(200)
})
