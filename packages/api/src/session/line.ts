/** Half of a process's connections to the database: whatever comes, the others are there for everybody else. */
const insideMax = 3
/** Who waits longer than these take has gone. */
const waitingMax = 64

export class LineFullError extends Error {
  override name = 'LineFullError'
}

/**
 * Lets strangers in a few at a time. Whoever guesses at many accounts from many networks is under no limit of an account
 * or a network; this one keeps them from taking the whole process.
 */
export function createLine({ inside: most = insideMax, waiting: longest = waitingMax } = {}) {
  let inside = 0
  let turnedAway = 0
  let toldAt = Number.NEGATIVE_INFINITY
  const waiting: (() => void)[] = []

  return {
    /** @throws LineFullError when too many wait already. */
    async enter<T>(work: () => Promise<T>): Promise<T> {
      if (inside >= most) {
        if (waiting.length >= longest) {
          turnedAway++
          throw new LineFullError()
        }
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else {
        inside++
      }
      try {
        return await work()
      } finally {
        // The place goes from hand to hand, so that nobody slips in between.
        const next = waiting.shift()
        if (next) next()
        else inside--
      }
    },
    /** How many were turned away since this was last told; null within a minute of it. */
    toTell(now: Date): number | null {
      if (turnedAway === 0 || now.getTime() - toldAt < 60_000) return null
      const count = turnedAway
      turnedAway = 0
      toldAt = now.getTime()
      return count
    },
  }
}
