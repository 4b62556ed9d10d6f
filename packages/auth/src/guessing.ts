import { createHash } from 'node:crypto'
import {
  deleteOldGuesses,
  type Executor,
  forgetGuesses,
  type GuessRule,
  type Realm,
  returnGuess,
  takeGuess,
} from '@daybook/db'
import ipaddr from 'ipaddr.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Five in a row are a bad memory; then 1, 2, 4 … minutes, an hour at the most. */
const accountRule = { max: 5, windowMs: 24 * hourMs, blockMs: minuteMs, blockMaxMs: hourMs }
/** An office behind one address mistypes too, but not twenty times in ten minutes. */
const networkRule = { max: 20, windowMs: 10 * minuteMs, blockMs: 10 * minuteMs, blockMaxMs: hourMs }
/** More than the passwords that a small server can check: only who is not known waits, and not for long. */
const overallRule = { max: 3000, windowMs: minuteMs, blockMs: 5000, blockMaxMs: minuteMs }

/** A guess that may be made. Until it is returned or forgotten it counts as a failure. */
export interface Guess {
  rules: readonly [account: GuessRule, ...others: GuessRule[]]
  /** Set when the account is locked for those that follow. */
  lockedUntil: Date | null
}

export type GuessTaken = { status: 'taken'; guess: Guess } | { status: 'refused'; key: string }

export interface Guesser {
  realm: Realm
  /** As typed: known or not must make no difference. */
  email: string
  /** The client's address, where it is known. */
  address: string | null
  /** The id of a device from which this account has signed in before. */
  deviceId: string | null
}

/**
 * Takes one guess out of what the account, the network and all together may still make, before any work is done for it.
 * From a device that has signed in before, only its own failures count: strangers cannot lock its owner out.
 */
export async function takeSignInGuess(
  db: Executor,
  { realm, email, address, deviceId }: Guesser,
  now: Date,
): Promise<GuessTaken> {
  const account = hash(`${realm} ${email.trim().normalize('NFKC').toLowerCase()}`)
  const rules: Guess['rules'] =
    deviceId === null
      ? [
          { key: `account:${account}`, ...accountRule },
          { key: `net:${networkOf(address)}`, ...networkRule },
          { key: 'all', ...overallRule },
        ]
      : [{ key: `device:${hash(`${account} ${deviceId}`)}`, ...accountRule }]

  const taken: GuessRule[] = []
  let lockedUntil: Date | null = null
  for (const [index, rule] of rules.entries()) {
    const counted = await takeGuess(db, rule, now)
    if (counted === null) {
      for (const earlier of taken) await returnGuess(db, earlier)
      return { status: 'refused', key: rule.key }
    }
    if (index === 0) lockedUntil = counted.blockedUntil
    taken.push(rule)
  }
  return { status: 'taken', guess: { rules, lockedUntil } }
}

/** Gives a guess back: it was right so far, or could not be checked. */
export async function returnSignInGuess(db: Executor, { rules }: Guess): Promise<void> {
  for (const rule of rules) await returnGuess(db, rule)
}

/** The person came in: the account's failures are forgotten; those of the network are others' too, and stay. */
export async function forgetSignInGuesses(db: Executor, { rules }: Guess, now: Date): Promise<void> {
  const [account, ...others] = rules
  await forgetGuesses(db, [account.key])
  for (const rule of others) await returnGuess(db, rule)
  await deleteOldGuesses(db, now)
}

/** The network of an address as providers give them out: /24 of IPv4, /64 of IPv6. */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  const bits = parsed.kind() === 'ipv4' ? 24 : 64
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${bits}`)
  return `${network.toString()}/${bits}`
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
