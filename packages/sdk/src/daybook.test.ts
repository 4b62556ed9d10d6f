import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDaybook, type DaybookError, type DaybookEvent } from './index.ts'
import { stubRecorder } from './testing/stub-recorder.ts'

const receipt = { number: 7, id: '017f22e2-79b0-7000-8000-000000000000', leafHash: 'ab' }
const busy = { status: 503, body: { status: 503, code: 'busy', detail: 'Too much.' } }
const event: DaybookEvent = { action: 'campaign.updated', actor: { id: 1, name: 'Ada' } }
const at = { url: 'https://log.example.com/', key: 'dbk_test' }

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-20T09:30:00.000Z') }))
afterEach(() => void vi.useRealTimers())

/** Lets all waiting pass, however long. */
async function settled<T>(work: Promise<T>): Promise<T> {
  const caught = work.catch(() => {})
  await vi.runAllTimersAsync()
  await caught
  return work
}

async function failureOf(work: Promise<unknown>): Promise<DaybookError> {
  return settled(work).then(
    () => expect.unreachable(),
    (error: DaybookError) => error,
  )
}

test('an event is sent with the key, an id, its time and its channel, and answered with its receipt', async () => {
  const { fetch, sent } = stubRecorder({ status: 201, body: receipt })
  expect(await createDaybook({ ...at, fetch }).record(event)).toEqual(receipt)
  expect(sent).toEqual([
    {
      url: 'https://log.example.com/v1/events',
      method: 'POST',
      headers: { authorization: 'Bearer dbk_test', 'content-type': 'application/json' },
      body: {
        ...event,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        occurredAt: '2026-11-20T09:30:00.000Z',
        channel: 'sdk',
      },
    },
  ])
})

test('what an event says of itself is not replaced', async () => {
  const { fetch, sent } = stubRecorder({ status: 200, body: receipt })
  const own = { ...event, id: receipt.id, occurredAt: new Date('2020-01-01T00:00:00Z'), channel: 'job' as const }
  await createDaybook({ ...at, tenant: 'acme', fetch }).record({ ...own, metadata: { big: 12345678901234567890n } })
  expect(sent[0]?.headers['daybook-tenant']).toBe('acme')
  expect(sent[0]?.body).toEqual({
    ...own,
    occurredAt: '2020-01-01T00:00:00.000Z',
    metadata: { big: '12345678901234567890' },
  })
})

test.each([
  ['the network fails', new TypeError('fetch failed')],
  ['too much is sent', { status: 429, body: { status: 429, code: 'rate-limited' } }],
  ['the recorder is busy', busy],
  ['a proxy finds nobody', { status: 502, body: '<html>' }],
])('when %s, the same event is sent again under the same id', async (_when, reply) => {
  const { fetch, sent } = stubRecorder(reply, reply, { status: 201, body: receipt })
  expect(await settled(createDaybook({ ...at, fetch }).record(event))).toEqual(receipt)
  expect(sent).toHaveLength(3)
  expect(sent[1]).toEqual(sent[0])
  expect(sent[2]).toEqual(sent[0])
})

test('an event is sent six times at the most, and comes back with the error under the id it was sent with', async () => {
  const { fetch, sent } = stubRecorder(busy)
  const error = await failureOf(createDaybook({ ...at, fetch }).record(event))
  expect(sent).toHaveLength(6)
  expect(error).toMatchObject({
    name: 'DaybookError',
    code: 'busy',
    status: 503,
    isRetryable: true,
    problem: busy.body,
  })
  expect(JSON.parse(JSON.stringify(error.events))).toEqual([sent[0]?.body])
})

test('between attempts it waits a random time out of a window that doubles, up to half a minute', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1)
  const { fetch } = stubRecorder(busy)
  const start = Date.now()
  await failureOf(createDaybook({ ...at, fetch, retries: 10 }).record(event))
  // 0.2 + 0.4 + 0.8 + 1.6 + 3.2 + 6.4 + 12.8 + 25.6 + 30 + 30 seconds.
  expect(Date.now() - start).toBeCloseTo(111_000, -3)
  vi.mocked(Math.random).mockRestore()
})

test('it never comes back sooner than the recorder asked', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const date = new Date(Date.now() + 9000).toUTCString()
  const { fetch } = stubRecorder(
    { ...busy, headers: { 'Retry-After': '4' } },
    { ...busy, headers: { 'Retry-After': date } },
    { status: 201, body: receipt },
  )
  const start = Date.now()
  await settled(createDaybook({ ...at, fetch }).record(event))
  expect(Date.now() - start).toBe(9000)
  vi.mocked(Math.random).mockRestore()
})

test('what the recorder refuses is not sent again, and the error says what is wrong where', async () => {
  const problem = {
    status: 400,
    code: 'event-invalid',
    detail: 'One field of this event cannot be recorded as it is.',
    errors: [{ pointer: '/actor/email', detail: 'Send a text here.' }],
  }
  const { fetch, sent } = stubRecorder({ status: 400, body: problem })
  const error = await failureOf(createDaybook({ ...at, fetch }).record(event))
  expect(sent).toHaveLength(1)
  expect(error).toMatchObject({ code: 'event-invalid', status: 400, isRetryable: false, problem })
  expect(error.message).toContain('/actor/email: Send a text here.')
})

test('something that is no recorder is not taken for one', async () => {
  for (const reply of [
    { status: 200, body: '<html>' },
    { status: 301, headers: { Location: '/' } },
    { status: 404, body: '' },
  ]) {
    const { fetch, sent } = stubRecorder(reply)
    const error = await failureOf(createDaybook({ ...at, fetch }).record(event))
    expect(error.message).toContain('is the address right?')
    expect([sent.length, error.problem]).toEqual([1, null])
  }
})

test('an answer that does not come is given up and asked for again', async () => {
  let attempts = 0
  const never: typeof fetch = (_url, init) => {
    attempts += 1
    return new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
  }
  vi.useRealTimers()
  const daybook = createDaybook({ ...at, fetch: never, timeoutMs: 10, retries: 1 })
  await expect(daybook.record(event)).rejects.toMatchObject({ code: 'timeout', isRetryable: true })
  expect(attempts).toBe(2)
})

test('a batch of any length is sent in parts, in order, and answered event by event', async () => {
  const sent: { id: string }[][] = []
  const recorder: typeof fetch = async (url, init) => {
    const events: { id: string }[] = await new Request(url, init).json()
    sent.push(events)
    const results = events.map(({ id }, index) => ({
      index,
      status: 'recorded',
      number: index + 1,
      id,
      leafHash: 'ab',
    }))
    return new Response(JSON.stringify({ results }))
  }
  const daybook = createDaybook({ ...at, fetch: recorder })
  const results = await daybook.recordBatch(Array.from({ length: 2500 }, () => event))
  expect(sent.map((events) => events.length)).toEqual([1000, 1000, 500])
  expect(results.map(({ index }) => index)).toEqual(Array.from({ length: 2500 }, (_, index) => index))
  expect(results.map(({ id }) => id)).toEqual(sent.flat().map(({ id }) => id))

  sent.length = 0
  const large = { ...event, metadata: { text: 'x'.repeat(1_500_000) } }
  await daybook.recordBatch([large, large, large, event])
  expect(sent.map((events) => events.length)).toEqual([2, 2])
  expect(await daybook.recordBatch([])).toEqual([])
})

test('an event that fits into no request keeps none of the others out', async () => {
  const recorded = { index: 0, status: 'recorded', ...receipt }
  const { fetch, sent } = stubRecorder({ status: 200, body: { results: [recorded] } })
  const huge = { ...event, metadata: { text: 'x'.repeat(5_000_000) } }
  const results = await createDaybook({ ...at, fetch }).recordBatch([event, huge, event])
  expect(results.map(({ index, status }) => [index, status])).toEqual([
    [0, 'recorded'],
    [1, 'invalid'],
    [2, 'recorded'],
  ])
  expect(sent).toHaveLength(2)
})

test('a batch that breaks off gives back the events that were not acknowledged, and only those', async () => {
  const results = Array.from({ length: 1000 }, (_, index) => ({ index, status: 'recorded', ...receipt }))
  const { fetch } = stubRecorder({ status: 200, body: { results } }, new TypeError('fetch failed'))
  const events = Array.from({ length: 1500 }, (_, index) => ({ ...event, description: String(index) }))
  const error = await failureOf(createDaybook({ ...at, fetch }).recordBatch(events))
  expect(error.code).toBe('network')
  expect(error.events.map(({ description }) => description)).toEqual(
    events.slice(1000).map(({ description }) => description),
  )
  expect(error.events.every(({ id }) => id !== undefined)).toBe(true)
})

test('a client without an address or a key is a mistake that is told at once', () => {
  expect(() => createDaybook({ url: 'log.example.com', key: 'k' })).toThrow('http(s) address')
  expect(() => createDaybook({ url: 'ftp://log.example.com', key: 'k' })).toThrow('http(s) address')
  expect(() => createDaybook({ url: 'https://log.example.com', key: '' })).toThrow('API key')
})
