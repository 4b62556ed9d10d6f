import { createGunzip } from 'node:zlib'
import { signalOf } from '@daybook/web/server'
import type { Context } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import { busy, type Ticket } from './admission.ts'
import { beforeDeadline } from './deadline.ts'
import { type Refusal, refuse } from './refusal.ts'

/**
 * The body of a request, unpacked. Its size is counted as it arrives and again as it is unpacked, piece by piece, and
 * never grows past the limit: neither a false Content-Length nor a bomb of zeros costs more than an honest body.
 */
export async function readBody(c: Context<RecorderEnv>, { bytesMax }: { bytesMax: number }): Promise<Buffer> {
  const isPacked = isGzip(c.req.header('content-encoding'))
  const announced = Number(c.req.header('content-length') ?? 0)
  if (announced > bytesMax) refuse(tooLarge(bytesMax))

  const { deadline, ticket } = c.var
  const body = await receive(c, { bytesMax, ticket, deadline })
  return isPacked ? await unpackWithin(body, { bytesMax, ticket }) : body
}

function isGzip(encoding: string | undefined): boolean {
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return false
  if (encoding.toLowerCase() === 'gzip') return true
  return refuse({
    status: 415,
    code: 'encoding-unsupported',
    detail: 'Send the body plain, or packed with gzip.',
    headers: { 'Accept-Encoding': 'gzip, identity' },
  })
}

interface Reception {
  bytesMax: number
  ticket: Ticket
  deadline: number
}

async function receive(c: Context<RecorderEnv>, { bytesMax, ticket, deadline }: Reception): Promise<Buffer> {
  const reader = c.req.raw.body?.getReader()
  if (reader === undefined) return Buffer.alloc(0)

  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await beforeDeadline(reader.read(), deadline, tooSlow)
      if (done) return Buffer.concat(chunks, size)
      size += value.byteLength
      if (size > bytesMax) refuse(tooLarge(bytesMax))
      if (!ticket.claim(value.byteLength)) refuse(full)
      chunks.push(value)
    }
  } catch (error) {
    // A sender that has left reads no answer; saying so keeps it out of the errors.
    if (c.env.outgoing && signalOf(c.env.outgoing).aborted) refuse(cutOff, error)
    throw error
  }
}

/** Unpacks no further than the limit: what would come after it is never made. */
async function unpackWithin(body: Buffer, { bytesMax, ticket }: Omit<Reception, 'deadline'>): Promise<Buffer> {
  const unpacking = createGunzip({ chunkSize: unpackedChunkBytes })
  unpacking.end(body)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of unpacking as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > bytesMax) refuse({ ...tooLarge(bytesMax), headers: {} })
      if (!ticket.claim(chunk.length)) refuse(busy)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks, size)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw error
    const detail = 'The body says it is gzip and cannot be unpacked.'
    return refuse({ status: 400, code: 'gzip-invalid', detail }, error)
  } finally {
    unpacking.destroy()
  }
}

const unpackedChunkBytes = 64 * 1024

/** The rest of the body is still on its way, so the connection cannot carry another request. */
const closing = { Connection: 'close' }

function tooLarge(bytesMax: number): Refusal {
  const detail = `The body may have ${bytesMax.toLocaleString('en')} bytes at most, unpacked. Send it in parts.`
  return { status: 413, code: 'body-too-large', detail, headers: closing }
}

const tooSlow: Refusal = {
  status: 408,
  code: 'body-too-slow',
  detail: 'The body did not arrive in time.',
  headers: closing,
}
const cutOff: Refusal = {
  status: 400,
  code: 'body-cut-off',
  detail: 'The connection was closed before the body was complete.',
}
const full: Refusal = { ...busy, headers: closing }
