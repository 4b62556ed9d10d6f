import { createHash } from 'node:crypto'

/** What is stored of a session token: SHA-256, hex. The token has 200 random bits, so a slow hash would add nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
