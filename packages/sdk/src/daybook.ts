import { DaybookError } from './daybook-error.ts'
import type { DaybookEvent, Receipt } from './event.ts'
import type { Problem } from './problem.ts'
import { createTransport } from './transport.ts'
import { uuidv7 } from './uuid.ts'

export interface DaybookOptions {
  /** The recorder's address: `https://log.example.com`. */
  url: string
  /** An API key with the scope `events:write`. */
  key: string
  /** The tenant to write to, for a key that works for many. */
  tenant?: string
  /** For tests, or to go through a proxy. */
  fetch?: typeof fetch
  /** Longest wait for one answer, milliseconds; 10,000 by default. The recorder answers within 8,000. */
  timeoutMs?: number
  /** How often a request is repeated when it may succeed later; 5 times by default. */
  retries?: number
}

/** What became of one event of a batch. */
export type BatchResult =
  /** In the log: now, or from an earlier attempt. */
  | ({ index: number; status: 'recorded' | 'known' } & Receipt)
  /** Not in the log: another event has its id, or the event itself is at fault. */
  | { index: number; status: 'conflict' | 'invalid'; id: string | null; number: number | null; problem: Problem }

export interface Daybook {
  /**
   * Records one event and resolves once it is durable.
   *
   * @throws DaybookError
   */
  record(event: DaybookEvent): Promise<Receipt>
  /**
   * Records any number of events and tells, in their order, what became of each. An event at fault keeps none of the
   * others out.
   *
   * @throws DaybookError when the recorder could not be reached or refused the request as a whole; its `events` are those
   *   that were not acknowledged.
   */
  recordBatch(events: readonly DaybookEvent[]): Promise<BatchResult[]>
}

/** Limits of one request, below those of the recorder. */
const batchEventsMax = 1000
const batchBytesMax = 4 * 1024 * 1024

/** A client of one recorder. It holds no connection and needs no closing. */
export function createDaybook(options: DaybookOptions): Daybook {
  const { url, key, tenant, timeoutMs = 10_000, retries = 5 } = options
  if (!key) throw new TypeError('createDaybook needs an API key as key.')
  const send = options.fetch ?? globalThis.fetch
  const post = createTransport({ url, key, tenant, fetch: send, timeoutMs, retries })

  async function acknowledged<T>(path: string, body: string, events: readonly DaybookEvent[]): Promise<T> {
    try {
      // The recorder's answers are its promise; what is not JSON was refused by the transport.
      return (await post(path, body)) as T
    } catch (error) {
      if (error instanceof DaybookError) error.events = events
      throw error
    }
  }

  return {
    async record(event) {
      const complete = completed(event)
      return acknowledged<Receipt>('/v1/events', serialise(complete), [complete])
    },

    async recordBatch(events) {
      const all = events.map(completed)
      const results: BatchResult[] = []
      for (const { texts, start } of inParts(all.map(serialise))) {
        if (isTooLarge(texts)) {
          results.push({ index: start, status: 'invalid', id: all[start]?.id ?? null, number: null, problem: tooLarge })
          continue
        }
        const body = `[${texts.join(',')}]`
        const answer = await acknowledged<{ results: BatchResult[] }>('/v1/events/batch', body, all.slice(start))
        results.push(...answer.results.map((result) => ({ ...result, index: start + result.index })))
      }
      return results
    },
  }
}

/** With its id and its time, which stay the same however often it is sent. */
function completed(event: DaybookEvent): DaybookEvent {
  const { id = uuidv7(), occurredAt = new Date(), channel = 'sdk' } = event
  return { ...event, id, occurredAt, channel }
}

function serialise(event: DaybookEvent): string {
  return JSON.stringify(event, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

/** An event that fits into no request would be refused together with those it came with. */
function isTooLarge(texts: readonly string[]): boolean {
  const [only] = texts
  return texts.length === 1 && only !== undefined && Buffer.byteLength(only) > batchBytesMax
}

const tooLarge: Problem = {
  title: 'Payload Too Large',
  status: 413,
  code: 'event-too-large',
  detail: 'This event is larger than a request may be. It was not sent.',
}

/** Consecutive events of one request each. */
function inParts(texts: readonly string[]): { texts: string[]; start: number }[] {
  const parts: { texts: string[]; start: number; bytes: number }[] = []
  texts.forEach((text, index) => {
    const bytes = Buffer.byteLength(text) + 1
    const part = parts.at(-1)
    if (part && part.texts.length < batchEventsMax && part.bytes + bytes <= batchBytesMax) {
      part.texts.push(text)
      part.bytes += bytes
    } else {
      parts.push({ texts: [text], start: index, bytes })
    }
  })
  return parts
}
