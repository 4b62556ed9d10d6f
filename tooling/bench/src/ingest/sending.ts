import { Agent, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { LogTarget } from '@daybook/db'
import { drive, type Run } from '../drive.ts'
import type { BodySize } from '../options.ts'
import { logIn } from './appending.ts'
import { sampleEvent } from './sample-events.ts'

export type Sending = {
  port: number
  /** The operator's: it writes to every tenant. */
  key: string
  /** Written to in turn. */
  logs: readonly LogTarget[]
  connections: number
  /** Made before: what is measured is not how quickly bodies are written. */
  bodies: readonly Buffer[]
  /** Events in each body. */
  batch: number
  seconds: number
}

/** Sooner than senders are asked to come again, so that what is measured is the recorder and not their waiting. */
const busyMs = 100

/** Bodies of that many events each, as a machine would write them; an event that stands alone is no list. */
export function bodiesOf({ events, batch, size }: { events: number; batch: number; size: BodySize }): Buffer[] {
  return Array.from({ length: events / batch }, (_, body) => {
    const list = Array.from({ length: batch }, (_, offset) => sampleEvent(body * batch + offset, size))
    return Buffer.from(JSON.stringify(batch === 1 ? list[0] : list))
  })
}

/** Requests over connections that stay open, each waiting for its receipt before the next. */
export async function measureSending({ port, key, logs, connections, bodies, batch, seconds }: Sending): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const path = batch === 1 ? '/v1/events' : '/v1/events/batch'
  const send = (body: Buffer, tenant: string) =>
    new Promise<'recorded' | 'busy'>((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Content-Length': body.length,
        'Daybook-Tenant': tenant,
      }
      const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const isRecorded = answer.statusCode === 201 || text.includes(`"counts":{"recorded":${batch},`)
          if (isRecorded) resolve('recorded')
          else if (answer.statusCode === 503) resolve('busy')
          else reject(new Error(`The recorder answered ${answer.statusCode}: ${text.slice(0, 500)}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })

  try {
    return await drive({
      connections,
      seconds,
      pieces: bodies.length,
      work: async (piece) => {
        // A recorder that is behind turns some away; the wait counts into the acknowledgement.
        while ((await send(bodies[piece] ?? Buffer.alloc(0), logIn(logs, piece).slug)) === 'busy') await delay(busyMs)
        return batch
      },
    })
  } finally {
    agent.destroy()
  }
}
