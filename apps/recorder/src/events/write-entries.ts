import { withRecordedAt } from '@daybook/core/model'
import {
  type Appended,
  appendSealed,
  type Database,
  type Entry,
  errorCodeOf,
  refusals,
  seal,
  transaction,
} from '@daybook/db'
import { mapInTurns, type Turns } from './turns.ts'

/** What became of an event. `refused`: the database takes everything but this one event. */
export type Answer = Appended | { status: 'refused'; error: unknown }

/** How often the same events are tried, each time under a new time of recording. */
const stampsMax = 3
/** A time of recording that is no older than this and is refused says that a clock is wrong: a new one is as wrong. */
const freshMs = 1000

/**
 * Writes events in one transaction, and answers in their order. Where a single event is what the database cannot take,
 * the halves have one each, until it stands alone. Events that waited behind a lock for so long that their time of
 * recording is not true any more are stamped and sealed again, and keep their ids: what is there already stays as it is.
 */
export async function writeEntries(
  { db, turns }: { db: Database; turns: Turns },
  entries: readonly Entry[],
  stamps = 1,
): Promise<Answer[]> {
  try {
    const sealed = await mapInTurns(turns, entries, seal)
    return await transaction(db, (tx) => appendSealed(tx, sealed))
  } catch (error) {
    if (errorCodeOf(error) === refusals.clock && stamps < stampsMax && hasGrownOld(entries)) {
      return await writeEntries({ db, turns }, entries.map(stampedNow), stamps + 1)
    }
    if (!isAboutData(error)) throw error
    if (entries.length === 1) return [{ status: 'refused', error }]
    const middle = Math.ceil(entries.length / 2)
    const first = await writeEntries({ db, turns }, entries.slice(0, middle), stamps)
    return [...first, ...(await writeEntries({ db, turns }, entries.slice(middle), stamps))]
  }
}

function hasGrownOld(entries: readonly Entry[]): boolean {
  const latest = Date.now() - freshMs
  return entries.some(({ event }) => Date.parse(event.recordedAt) < latest)
}

function stampedNow({ log, event }: Entry): Entry {
  return { log, event: withRecordedAt(event, new Date()) }
}

/**
 * Whether an error is about what was to be written: data exceptions, violated constraints, limits of the server, or
 * (without a code) an event that has no canonical form. All others are about the database or the way to it.
 */
function isAboutData(error: unknown): boolean {
  const code = errorCodeOf(error)
  return code === null || /^(22|23|54)/.test(code)
}
