import { createHash } from 'node:crypto'
import { refuse } from '../http/refusal.ts'

/**
 * Version of the derivation below. A new one gives new ids, so a request that is repeated across the upgrade would be
 * recorded twice: the old one must stay in use for keys first seen under it.
 */
const derivation = 'daybook idempotency 1'

/** The `Idempotency-Key` of a request, null without one. The quotes of a structured header (RFC 9651) may be there or not. */
export function idempotencyKeyOf(header: string | undefined): string | null {
  if (header === undefined) return null
  const key = /^"([^"]*)"$/.exec(header.trim())?.[1] ?? header.trim()
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  return refuse({
    status: 400,
    code: 'idempotency-key-invalid',
    detail: 'An Idempotency-Key is 1 to 255 printable ASCII characters without spaces.',
  })
}

export interface IdempotencyPlace {
  tenantId: string
  /** Of the API key: two senders of one tenant may choose the same Idempotency-Key. */
  keyId: string
  idempotencyKey: string
  /** Place of the event in the batch, from 0; 0 for an event that comes alone. */
  index: number
}

/**
 * The id of an event that brings none of its own but comes under an Idempotency-Key: the same place gives the same id,
 * so that a request sent again meets its own events. A UUIDv8 (RFC 9562 §5.8): the first 16 bytes of the SHA-256 of
 * derivation, tenant, API key, Idempotency-Key and index, separated by line feeds, with version and variant set.
 */
export function eventIdFor({ tenantId, keyId, idempotencyKey, index }: IdempotencyPlace): string {
  const hash = createHash('sha256').update([derivation, tenantId, keyId, idempotencyKey, index].join('\n')).digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
