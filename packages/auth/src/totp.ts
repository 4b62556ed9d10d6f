import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'

/** Seconds a code is shown for, RFC 6238 §5.2. */
const period = 30
/** Codes of the step before and the step after are taken as well: clocks differ, and people type slowly. */
const window = 1

function totpOf(secret: string, label?: string): TOTP {
  const names = label === undefined ? {} : { issuer: 'Daybook', label }
  return new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })
}

/** 160 random bits in base32, as RFC 4226 §4 asks for. */
export function createTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The step (30 seconds each since 1970) that a code is of; null for a code of no step near now. */
export function totpStepOf(secret: string, code: string, now: Date): number | null {
  const token = code.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta
}

/** The code an authenticator shows. For tests and tools that stand in for one. */
export function totpCodeAt(secret: string, at: Date): string {
  return totpOf(secret).generate({ timestamp: at.getTime() })
}

/** What an authenticator scans, drawn as one path on a square of `size` units. */
export interface QrCode {
  size: number
  path: string
}

/** What somebody needs to give an authenticator its secret, by camera or by hand. */
export interface TotpOffer {
  secret: string
  uri: string
  qr: QrCode
}

/** @param label whose account it is, as the authenticator will list it. */
export function totpOffer(secret: string, label: string): TotpOffer {
  const uri = totpOf(secret, label).toString()
  const { data, size } = encode(uri, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { secret, uri, qr: { size, path } }
}
