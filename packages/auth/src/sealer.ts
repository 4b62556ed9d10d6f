import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts what has to be stored and must be read again, such as the secret that an authenticator shares with us. */
export interface Sealer {
  /** @param context whose it is: what is sealed for one cannot be put in the place of another's. */
  seal(context: string, text: string): Buffer
  /** The text; null for anything that was not sealed here for this context, or was changed. */
  open(context: string, sealed: Uint8Array): string | null
  /** A keyed hash (HMAC-SHA-256) of something too short to withstand a plain one. */
  mac(context: string, text: string): Buffer
}

const version = 1
const ivLength = 12
const tagLength = 16

/**
 * AES-256-GCM with a key of its own, derived (HKDF-SHA-256) from the installation's secret.
 * Layout: version (1 byte), nonce (12), tag (16), ciphertext.
 */
export function createSealer(secret: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'daybook sealed values 1', 32))
  const macKey = Buffer.from(hkdfSync('sha256', secret, '', 'daybook hashed codes 1', 32))
  return {
    mac: (context, text) => createHmac('sha256', macKey).update(`${context}\n${text}`).digest(),
    seal(context, text) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), body])
    },
    open(context, sealed) {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== version || bytes.length < 1 + ivLength + tagLength) return null
      const iv = bytes.subarray(1, 1 + ivLength)
      const tag = bytes.subarray(1 + ivLength, 1 + ivLength + tagLength)
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context)).setAuthTag(tag)
        const body = bytes.subarray(1 + ivLength + tagLength)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
