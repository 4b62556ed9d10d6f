import { createHash, randomBytes } from 'node:crypto'
import { type Database, findApiKey, touchApiKey } from '@daybook/db'
import type { KeyPrincipal } from './principal.ts'

export type KeyRefusal = 'missing' | 'malformed' | 'unknown' | 'revoked' | 'expired'

/** A key that is known but not in order any more: whose it was is known too. */
export type KnownKey = Pick<KeyPrincipal, 'keyId' | 'name' | 'prefix' | 'organisationId'>

export type KeyReading =
  | { principal: KeyPrincipal }
  | { refusal: 'missing' | 'malformed' | 'unknown'; key: null }
  | { refusal: 'revoked' | 'expired'; key: KnownKey }

/** What is shown once (`key`), what lists show (`prefix`), and what is stored (`hash`, SHA-256). */
export interface ApiKeySecret {
  key: string
  prefix: string
  hash: Buffer
}

const scheme = 'dbk'
const publicLength = 8
/** 62^43 > 2^256. */
const secretLength = 43

/** A new key: `dbk_`, eight public characters, `_`, 256 random bits. Letters and digits only, so that a double click selects all. */
export function createApiKeySecret(): ApiKeySecret {
  const name = base62(randomBytes(16), publicLength)
  return apiKeySecretOf(`${scheme}_${name}_${base62(randomBytes(32), secretLength)}`)
}

/** Prefix and hash of a key whose text was chosen elsewhere, as the demo's may be. */
export function apiKeySecretOf(key: string): ApiKeySecret {
  return { key, prefix: prefixOf(key), hash: hashOf(key) }
}

/** Anything longer, or with other characters, was never one of ours. */
const bearer = /^bearer +([\w.-]{16,200})$/i

/** How old `last_used_at` may grow before it is written again. */
const touchAfterMs = 60_000

/**
 * Who presents this `Authorization` header. The row is read for every request, so a revoked key is refused by the next
 * one. The key is found by its hash: how long that takes tells nothing about how much of a guess was right.
 *
 * @throws a database error when the database does not answer.
 */
export async function readApiKey(db: Database, header: string | null | undefined, now: Date): Promise<KeyReading> {
  if (!header) return { refusal: 'missing', key: null }
  const key = bearer.exec(header.trim())?.[1]
  if (key === undefined) return { refusal: 'malformed', key: null }

  const found = await findApiKey(db, hashOf(key))
  if (!found) return { refusal: 'unknown', key: null }
  const { key: row, organisation } = found
  const known: KnownKey = { keyId: row.id, name: row.name, prefix: row.prefix, organisationId: row.organisationId }
  if (row.revokedAt !== null) return { refusal: 'revoked', key: known }
  if (row.expiresAt !== null && row.expiresAt <= now) return { refusal: 'expired', key: known }

  noteUse(db, { id: row.id, lastUsedAt: row.lastUsedAt, now })
  return {
    principal: {
      kind: 'key',
      ...known,
      organisationSlug: organisation.slug,
      isOperator: organisation.kind === 'platform',
      scopes: row.scopes,
    },
  }
}

/**
 * Nobody waits for this, and a failure is nobody's: a database that cannot note the use of a key cannot do what the key
 * was used for either, and the request says so.
 */
function noteUse(db: Database, { id, lastUsedAt, now }: { id: string; lastUsedAt: Date | null; now: Date }): void {
  if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() <= touchAfterMs) return
  touchApiKey(db, { id, at: now }).catch(() => {})
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

function prefixOf(key: string): string {
  const [first, second = ''] = key.split('_')
  return first === scheme && second.length === publicLength
    ? `${scheme}_${second}`
    : key.slice(0, scheme.length + 1 + publicLength)
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The lowest `length` digits of a number, leading zeros kept. */
function base62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let index = 0; index < length; index++) {
    text = digits.charAt(Number(rest % 62n)) + text
    rest /= 62n
  }
  return text
}
