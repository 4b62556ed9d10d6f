import type { AuditEvent } from '@daybook/core/model'
import { type Database, errorCodeOf, type LogTarget } from '@daybook/db'
import { tooLate } from '../http/failures.ts'
import { refusalError } from '../http/refusal.ts'
import { createTurns, type Turns } from './turns.ts'
import { type Answer, writeEntries } from './write-entries.ts'

export interface AppenderOptions {
  /** Of all logs together. */
  transactionsMax: number
  /** Shared with whoever else has long work to do; turns of its own by default. */
  turns?: Turns
}

export interface Appender {
  /**
   * Resolves once the events are committed, answered in their order.
   *
   * @param deadline milliseconds of `performance.now()`: what has not begun by then is not begun at all.
   * @throws a database error, after which some or all of the events may be in the log nevertheless; a refusal when they
   *   waited too long, after which none of them is.
   */
  append(log: LogTarget, events: readonly AuditEvent[], deadline: number): Promise<Answer[]>
  /** Transactions under way. */
  running: () => number
  /** Requests that wait for one. */
  waiting: () => number
}

interface Job {
  log: LogTarget
  events: readonly AuditEvent[]
  deadline: number
  /** Milliseconds of `performance.now()`. */
  since: number
  resolve: (answers: Answer[]) => void
  reject: (error: unknown) => void
}

interface Lane {
  waiting: Job[]
  /** Transactions of this log under way. */
  running: number
  /** What the latest transaction of this log failed with when somebody else holds the log; null otherwise. */
  held: unknown
}

/** Longest wait for a transaction: what begins later is hardly done by the deadline, and its sender would not know. */
const waitMsMax = 5000
/**
 * Longest wait for a transaction while somebody holds a log. A transaction finds that out after two seconds, and has
 * kept others waiting for a connection: they hear that they have to come again before it is too late for an answer.
 */
const heldMsMax = 2000
/** Events of one transaction at the most: how long a log stays locked for others. */
const transactionEventsMax = 1000
/**
 * One that holds the lock of the log and, while less than half of the connections are in use, one that hashes meanwhile.
 * More would only wait; and logs that somebody holds up use up no more than they must.
 */
function transactionsPerLog(running: number, transactionsMax: number): number {
  return running * 2 < transactionsMax ? 2 : 1
}

/**
 * Writes to logs. A log takes one transaction after the other, each waiting for the disk; so whatever comes in for it
 * while one is under way goes into the next together. One busy log occupies two connections, never all, and logs take
 * turns.
 */
export function createAppender(db: Database, options: AppenderOptions): Appender {
  const { transactionsMax, turns = createTurns() } = options
  const lanes = new Map<string, Lane>()
  let running = 0

  /** Two that wait for a log that is held would wait for each other as well, for twice as long. */
  const mostFor = (lane: Lane) => (lane.held === null ? transactionsPerLog(running, transactionsMax) : 1)

  /** Those who have waited too long for their turn; sooner while any log is held, whatever their own. */
  function turnAway(): void {
    const all = [...lanes.values()]
    const held = all.find((lane) => lane.held !== null)?.held ?? null
    const latest = performance.now() - (held === null ? waitMsMax : heldMsMax)
    for (const lane of all) {
      const late = lane.waiting.filter(({ since }) => since <= latest)
      if (late.length > 0) lane.waiting = lane.waiting.filter(({ since }) => since > latest)
      for (const job of late) job.reject(held ?? refusalError(tooLate))
    }
  }

  function advance(): void {
    for (const [tenantId, lane] of lanes) {
      while (running < transactionsMax && lane.running < mostFor(lane)) {
        const jobs = takeNext(lane)
        if (jobs.length === 0) break
        start(jobs, tenantId, lane)
      }
      if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(tenantId)
    }
  }

  function start(jobs: readonly Job[], tenantId: string, lane: Lane): void {
    running += 1
    lane.running += 1
    void settle({ db, turns }, jobs).then((held) => {
      lane.held = held
      running -= 1
      lane.running -= 1
      // To the end of the row: every other log that waits has its turn first.
      lanes.delete(tenantId)
      lanes.set(tenantId, lane)
      turnAway()
      advance()
    })
  }

  return {
    append(log, events, deadline) {
      if (events.length === 0) return Promise.resolve([])
      return new Promise((resolve, reject) => {
        const lane = lanes.get(log.tenantId) ?? { waiting: [], running: 0, held: null }
        lanes.set(log.tenantId, lane)
        lane.waiting.push({ log, events, deadline, since: performance.now(), resolve, reject })
        advance()
        if (lane.waiting.length > 0) for (const ms of [heldMsMax, waitMsMax]) setTimeout(turnAway, ms + 5).unref()
      })
    },
    running: () => running,
    waiting: () => [...lanes.values()].reduce((sum, lane) => sum + lane.waiting.length, 0),
  }
}

/** The jobs of the next transaction: as many as fit, at least one. Those that came too late are turned away. */
function takeNext(lane: Lane): Job[] {
  const now = performance.now()
  const taken: Job[] = []
  let events = 0
  while (lane.waiting.length > 0) {
    const [next] = lane.waiting
    if (next === undefined) break
    if (taken.length > 0 && events + next.events.length > transactionEventsMax) break
    lane.waiting.shift()
    if (next.deadline <= now) {
      // Its sender has been told to come again; and its recording time would grow too old for the database.
      next.reject(refusalError(tooLate))
      continue
    }
    taken.push(next)
    events += next.events.length
  }
  return taken
}

const lockNotAvailable = '55P03'

/** Never rejects. Answers the error when it is that somebody holds the log, null otherwise. */
async function settle(tools: { db: Database; turns: Turns }, jobs: readonly Job[]): Promise<unknown> {
  try {
    const entries = jobs.flatMap(({ log, events }) => events.map((event) => ({ log, event })))
    const answers = await writeEntries(tools, entries)
    let start = 0
    for (const job of jobs) {
      job.resolve(answers.slice(start, start + job.events.length))
      start += job.events.length
    }
    return null
  } catch (error) {
    for (const job of jobs) job.reject(error)
    return errorCodeOf(error) === lockNotAvailable ? error : null
  }
}
