import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ZodType } from 'zod'

/** Makes tokens that only we can have made: `base64url(JSON).base64url(HMAC-SHA256)`. Readable, not secret. */
export interface Signer {
  sign(purpose: string, payload: object): string
  /** The payload, or null when the token was not made by us for this purpose, or is no longer of this shape. */
  read<T>(purpose: string, token: string, shape: ZodType<T>): T | null
}

export function createSigner(secret: string): Signer {
  // A key per purpose: a token of one kind is never valid as another.
  const mac = (purpose: string, body: string) =>
    createHmac('sha256', createHmac('sha256', secret).update(purpose).digest()).update(body).digest()

  return {
    sign(purpose, payload) {
      const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
      return `${body}.${mac(purpose, body).toString('base64url')}`
    },
    read(purpose, token, shape) {
      const [body, signature, ...rest] = token.split('.')
      if (!body || !signature || rest.length > 0) return null
      const given = Buffer.from(signature, 'base64url')
      const expected = mac(purpose, body)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      const parsed = shape.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
      return parsed.success ? parsed.data : null
    },
  }
}
