import {
  type AuditEvent,
  eventInputSchema,
  isJsonObject,
  type Json,
  normaliseEvent,
  parseJson,
} from '@daybook/core/model'
import type { LogTarget } from '@daybook/db'
import { type ItemProblem, isJsonError, jsonProblem, schemaProblem } from './item-problem.ts'

/** Bytes of one event as it is sent. */
export const eventBytesMax = 256 * 1024

export type Prepared = { event: AuditEvent } | { problem: ItemProblem; id: string | null; cause?: unknown }

export interface PrepareContext {
  log: LogTarget
  recordedAt: Date
  /** Called for an event that brings no id. */
  newId: () => string
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** From the bytes of one event to the event as it will be stored, or to what is wrong with it. Never throws. */
export function prepareEvent(bytes: Uint8Array, context: PrepareContext): Prepared {
  if (bytes.byteLength > eventBytesMax) return { problem: tooLarge, id: null }
  let sent: Json = null
  try {
    const text = decode(bytes)
    if (text === null) return { problem: notUtf8, id: null }
    sent = parseJson(text)
    const parsed = eventInputSchema.safeParse(sent)
    if (!parsed.success) return { problem: schemaProblem(parsed.error), id: idIn(sent) }
    const input = parsed.data
    if (input.tenant && input.tenant !== context.log.slug) return { problem: otherTenant, id: idIn(sent) }

    const { log, recordedAt } = context
    const id = input.id ?? context.newId()
    return { event: normaliseEvent(input, { id, recordedAt, secretKeys: log.secretKeys, channel: 'api' }) }
  } catch (error) {
    if (isJsonError(error)) return { problem: jsonProblem(error), id: null }
    // A fault of ours. It must not take the other events of a batch with it, nor keep its sender trying for ever.
    return { problem: unreadable, id: idIn(sent), cause: error }
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** The id under which a refused event came, so that its sender can find it. */
function idIn(sent: Json): string | null {
  if (!isJsonObject(sent) || !Object.hasOwn(sent, 'id')) return null
  return typeof sent.id === 'string' ? sent.id.slice(0, 100) : null
}

const tooLarge: ItemProblem = {
  status: 413,
  code: 'event-too-large',
  detail: `An event may have ${eventBytesMax.toLocaleString('en')} bytes at most.`,
}
const notUtf8: ItemProblem = { status: 400, code: 'utf8-invalid', detail: 'This is not UTF-8, the encoding of JSON.' }
/** The code of an event that names another tenant. */
export const mismatch = 'tenant-mismatch'
const otherTenant: ItemProblem = {
  status: 403,
  code: mismatch,
  detail: 'This event names another tenant than the one this request writes to.',
  errors: [{ pointer: '/tenant', detail: 'Leave it out, or name the tenant of the request.' }],
}
const unreadable: ItemProblem = {
  status: 422,
  code: 'event-unprocessable',
  detail: 'This event could not be processed. The request id leads to the cause in the recorder’s log.',
}
