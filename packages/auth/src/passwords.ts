import { hash, verify } from '@node-rs/argon2'

/** OWASP's minimum for Argon2id (the library's default variant): 19 MiB, 2 passes, 1 lane. About 50 ms. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes computed at once; each holds 19 MiB and a core. */
const runningMax = 2
/** Waiting beyond this is refused: a flood of sign-ins must not become a queue of minutes. */
const waitingMax = 64

export class PasswordQueueFullError extends Error {
  override name = 'PasswordQueueFullError'
}

/** Whose turn comes first: a person on a device they have signed in from before, however many strangers wait. */
export type Turn = 'known' | 'stranger'

let running = 0
const queues: Record<Turn, (() => void)[]> = { known: [], stranger: [] }

async function inTurn<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
  if (running >= runningMax) {
    const waiting = queues[turn]
    if (waiting.length >= waitingMax) throw new PasswordQueueFullError('Too many passwords are being checked.')
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running++
  try {
    return await work()
  } finally {
    running--
    const next = queues.known.shift() ?? queues.stranger.shift()
    next?.()
  }
}

/** Argon2id hash in PHC string form, with its own random salt. */
export function hashPassword(password: string): Promise<string> {
  return inTurn('known', () => hash(normalise(password), parameters))
}

/**
 * Compares a password with an account's hash. Without a hash (no such account, or an invitation not taken up) it
 * compares with one that nothing matches, so that both answers take the same time.
 *
 * @throws PasswordQueueFullError when too many wait already.
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
  turn: Turn = 'known',
): Promise<boolean> {
  const against = passwordHash ?? (await impossibleHash())
  const matches = await inTurn(turn, () => verify(against, normalise(password)))
  return matches && passwordHash !== null
}

let impossible: Promise<string> | null = null

function impossibleHash(): Promise<string> {
  impossible ??= hash(crypto.getRandomValues(new Uint8Array(32)), parameters)
  return impossible
}

/** The same password typed on two keyboards may come in two Unicode forms (NIST SP 800-63B §5.1.1.2: NFKC). */
function normalise(password: string): string {
  return password.normalize('NFKC')
}
