export interface Counted {
  requests: number
  events: number
}

export interface TallyOptions<Subject> {
  /** Shortest time between two reports of one subject, milliseconds. */
  everyMs: number
  report: (subject: Subject, counted: Counted) => Promise<void>
  /** Told once for every report that failed. What it counted goes into the next one. */
  onFailure: (error: unknown, subject: Subject, counted: Counted) => void
}

export interface Tally<Subject> {
  /** Counts, and comes back at once: a report that takes long, or fails, holds up nobody. */
  add(id: string, subject: Subject, counted: Counted): void
  /** Reports what is left, and waits for reports under way. */
  stop(): Promise<void>
}

interface Entry<Subject> extends Counted {
  /** As it was last seen. */
  subject: Subject
  timer: NodeJS.Timeout
  /** A report is under way, which may fail: what it counted is needed again then. */
  isTold: boolean
}

/**
 * Reports what happens to a subject: the first time at once, and as long as it goes on, once in a while with what was
 * counted since. So a flood is one report per minute, and what happens a single time is not told a minute late.
 */
export function createTally<Subject>({ everyMs, report, onFailure }: TallyOptions<Subject>): Tally<Subject> {
  const entries = new Map<string, Entry<Subject>>()
  const underWay = new Set<Promise<void>>()

  function tell(entry: Entry<Subject>): void {
    const { requests, events, subject } = entry
    entry.requests = 0
    entry.events = 0
    entry.isTold = true
    const told = report(subject, { requests, events })
      .catch((error: unknown) => {
        entry.requests += requests
        entry.events += events
        onFailure(error, subject, { requests, events })
      })
      .finally(() => {
        entry.isTold = false
        underWay.delete(told)
      })
    underWay.add(told)
  }

  function turn(id: string): void {
    const entry = entries.get(id)
    if (entry === undefined) return
    if (entry.requests === 0 && !entry.isTold) {
      entries.delete(id)
      return
    }
    // One after the other, so that a database that is slow is not asked more and more.
    if (!entry.isTold) tell(entry)
    entry.timer = later(id)
  }

  function later(id: string): NodeJS.Timeout {
    return setTimeout(() => turn(id), everyMs).unref()
  }

  return {
    add(id, subject, { requests, events }) {
      const known = entries.get(id)
      if (known !== undefined) {
        known.requests += requests
        known.events += events
        known.subject = subject
        return
      }
      const entry = { subject, requests, events, timer: later(id), isTold: false }
      entries.set(id, entry)
      tell(entry)
    },
    async stop() {
      for (const entry of entries.values()) {
        clearTimeout(entry.timer)
        if (entry.requests > 0) tell(entry)
      }
      entries.clear()
      await Promise.all(underWay)
    },
  }
}
