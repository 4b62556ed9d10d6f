import { createHmac, hash } from 'node:crypto'
import type { AuditEvent, Json } from '../model/index.ts'
import { canonicalise } from './canonicalise.ts'
import { disclose, type Group, groups } from './groups.ts'

/**
 * Version of the envelope. A reader of a new version ships before its first writer; old leaves keep their version for
 * ever, so code that rebuilds version 1 is never removed.
 */
const envelopeVersion = 1

export const saltBytes = 16

export interface LeafContext {
  /** Origin line of the log, as in its checkpoints. Keeps a leaf from being shown as another log's. */
  origin: string
  /** The row's own random bytes (16). Group salts are derived from it. */
  salt: Uint8Array
}

export interface Envelope {
  v: typeof envelopeVersion
  log: string
  id: string
  ts: string
  action: string
  operation: string
  module: string
  area: string | null
  outcome: string
  _sd_alg: 'sha-256'
  /** Sorted, so that the order says nothing. */
  _sd: string[]
}

/**
 * Salt of one group: the first 16 bytes of HMAC-SHA256(row salt, group name), base64url. Independent per group, so
 * that giving one away (or destroying one) tells nothing about the others.
 */
export function deriveSalt(salt: Uint8Array, group: Group): string {
  return createHmac('sha256', salt).update(group).digest().subarray(0, saltBytes).toString('base64url')
}

/**
 * A disclosure in the form of RFC 9901 §4.2: base64url of the JSON array [salt, name, value]. The array is written
 * canonically (RFC 8785), so that it can be written again from the parsed value.
 */
export function encodeDisclosure(salt: string, group: Group, value: Json): string {
  return Buffer.from(canonicalise([salt, group, value])).toString('base64url')
}

/** Digest of a disclosure (RFC 9901 §4.2.3): base64url(SHA-256(ASCII bytes of the encoded disclosure)). */
export function digestDisclosure(disclosure: string): string {
  return hash('sha256', disclosure, 'base64url')
}

export function envelopeOf(event: AuditEvent, { origin, salt }: LeafContext): Envelope {
  const values = disclose(event)
  const digests = groups.map((group) =>
    digestDisclosure(encodeDisclosure(deriveSalt(salt, group), group, values[group])),
  )
  return {
    v: envelopeVersion,
    log: origin,
    id: event.id,
    ts: event.recordedAt,
    action: event.action,
    operation: event.operation,
    module: event.module,
    area: event.area,
    outcome: event.outcome,
    _sd_alg: 'sha-256',
    _sd: digests.sort(),
  }
}

/** RFC 9162 §2.1.1 leaf hash of an event: SHA-256(0x00 ‖ JCS(envelope)). 32 bytes. */
export function leafOf(event: AuditEvent, context: LeafContext): Buffer {
  return hash('sha256', `\u0000${canonicalise(envelopeOf(event, context))}`, 'buffer')
}
