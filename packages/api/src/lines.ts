import { refusal } from './errors.ts'

/** Work of many, each of whom has a part of it done at once and the rest in the order it came. */
export interface Lines {
  /** @throws RefusalError when whoever asks has too much waiting already. */
  stand<T>(who: string, work: () => Promise<T>): Promise<T>
}

interface Line {
  busy: number
  waiting: (() => void)[]
}

/** So that nobody alone takes all connections to the database, however much they ask for at once. */
export function createLines({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }): Lines {
  const lines = new Map<string, Line>()

  async function place(who: string): Promise<Line> {
    const line = lines.get(who) ?? { busy: 0, waiting: [] }
    lines.set(who, line)
    if (line.busy < atOnce) line.busy++
    else if (line.waiting.length < waitingMax) await new Promise<void>((resolve) => line.waiting.push(resolve))
    else throw refusal('TOO_MANY_REQUESTS', 'You have asked for too much at once. Wait a moment, then try again.')
    return line
  }

  return {
    async stand(who, work) {
      const line = await place(who)
      try {
        return await work()
      } finally {
        const next = line.waiting.shift()
        // The place is handed on, so that nobody who comes now is before those who wait.
        if (next) next()
        else if (--line.busy === 0) lines.delete(who)
      }
    },
  }
}
