import { createHash, randomBytes } from 'node:crypto'

const codesMax = 10
/** Crockford's alphabet: no letter that is taken for a digit or for another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 16 characters of 5 bits: 80 random bits each. */
const length = 16
const canonical = new RegExp(`^[${alphabet}]{${length}}$`)

/** Ten codes in groups of four, to be shown once. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: codesMax }, () => {
    const code = Array.from(randomBytes(length), (byte) => alphabet.charAt(byte % 32)).join('')
    return code.replaceAll(/(.{4})(?!$)/g, '$1-')
  })
}

/** What is stored of a code: the SHA-256 of its canonical spelling. Null for a text that cannot be one. */
export function hashRecoveryCode(text: string): Buffer | null {
  const code = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (!canonical.test(code)) return null
  return createHash('sha256').update(code).digest()
}
