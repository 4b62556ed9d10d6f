import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type AuditEvent, normaliseEvent, withRecordedAt } from '@daybook/core/model'
import { append, type Database, findStoredEvents, isRetryable, type LogTarget, transaction } from '@daybook/db'
import type { ImportedEvent } from './format.ts'
import type { Fate } from './run-import.ts'

export interface Destination {
  db: Database
  log: LogTarget
  now: () => Date
  /** Waits before a batch that failed is tried again, milliseconds. */
  retryDelays: readonly number[]
}

/** Long enough for a log that is busy, or a database that restarts. */
export const retryDelays: readonly number[] = [250, 1000, 4000]

/**
 * Appends events to a log, in one transaction. Safe to repeat, also while somebody else imports the same: ids decide
 * what is there already. An event that is there from another file, as when CloudTrail delivers a record twice, is known.
 */
export async function recordEvents(to: Destination, inputs: ImportedEvent[]): Promise<Fate[]> {
  return retried(to, async () => {
    const events = normalised(to, inputs)
    const fit = events.filter((event) => 'id' in event)
    const answers = await transaction(to.db, (tx) =>
      append(
        tx,
        fit.map((event) => ({ log: to.log, event })),
      ),
    )

    const disputed = fit.filter((_, index) => answers[index]?.status === 'conflict')
    const stored = await findStoredEvents(
      to.db,
      to.log,
      disputed.map(({ id }) => id),
    )
    let next = 0
    return events.map((event): Fate => {
      if (!('id' in event)) return event
      const status = answers[next++]?.status
      if (status === 'recorded') return { status: 'new' }
      return status === 'conflict' ? fateBeside(event, stored.get(event.id)) : { status: 'known' }
    })
  })
}

/** What would become of events, without writing anything. `seen` holds the ids of the run so far. */
export async function foreseeEvents(to: Destination, inputs: ImportedEvent[], seen: Set<string>): Promise<Fate[]> {
  return retried(to, async () => {
    const stored = await findStoredEvents(
      to.db,
      to.log,
      inputs.map(({ id }) => id),
    )
    return normalised(to, inputs).map((event): Fate => {
      if (!('id' in event)) return event
      if (stored.has(event.id)) return fateBeside(event, stored.get(event.id))
      if (seen.has(event.id)) return { status: 'known' }
      seen.add(event.id)
      return { status: 'new' }
    })
  })
}

function normalised(
  { log, now }: Destination,
  inputs: ImportedEvent[],
): (AuditEvent | { status: 'rejected'; reason: string })[] {
  const recordedAt = now()
  return inputs.map((input) => {
    try {
      return normaliseEvent(input, { id: input.id, recordedAt, secretKeys: log.secretKeys, channel: 'import' })
    } catch (error) {
      return { status: 'rejected', reason: error instanceof Error ? error.message : String(error) }
    }
  })
}

/** `stored` is null where the event is known by its id only, and undefined where the log answered for another copy. */
function fateBeside(event: AuditEvent, stored: AuditEvent | null | undefined): Fate {
  if (!stored) return { status: 'known' }
  const again = withRecordedAt(event, new Date(stored.recordedAt))
  const isSame = isDeepStrictEqual({ ...again, bulkImport: null }, { ...stored, bulkImport: null })
  return { status: isSame ? 'known' : 'conflict' }
}

async function retried<T>(to: Destination, work: () => Promise<T>): Promise<T> {
  for (const wait of to.retryDelays) {
    try {
      return await work()
    } catch (error) {
      if (!isRetryable(error)) throw error
      await delay(wait)
    }
  }
  return work()
}
