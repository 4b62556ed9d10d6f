import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { guessLimits } from '../schema/index.ts'

export interface GuessRule {
  key: string
  /** With this many failures in a window the key is blocked. */
  max: number
  /** How long failures are counted together, milliseconds. */
  windowMs: number
  /** The first block, milliseconds; each further failure doubles it, up to the longest. */
  blockMs: number
  blockMaxMs: number
}

/** A guess that may be made, counted as a failure until it is known to be right. */
export interface CountedGuess {
  failures: number
  /** Set when it was the one that blocks the key for those that follow. */
  blockedUntil: Date | null
}

/**
 * Counts a guess before it is looked at, in one statement: of any number at once, in whatever processes, no more get
 * through than the rule allows. Null for one that is refused, which counts for nothing.
 */
export async function takeGuess(
  db: Executor,
  { key, max, windowMs, blockMs, blockMaxMs }: GuessRule,
  at: Date,
): Promise<CountedGuess | null> {
  const now = sql`${at.toISOString()}::timestamptz`
  const windowEnd = new Date(at.getTime() + windowMs)
  const isOver = sql`${guessLimits.windowEndsAt} <= ${now}`
  const failures = sql`case when ${isOver} then 1 else ${guessLimits.failures} + 1 end`
  // 2^20 minutes are two years: no cap is longer, and the power stays a number.
  const seconds = sql`least(${blockMaxMs / 1000}::float8, ${blockMs / 1000}::float8 * power(2, least(${failures} - ${max}::int, 20)))`
  const [row] = await db
    .insert(guessLimits)
    .values({
      key,
      failures: 1,
      windowEndsAt: windowEnd,
      blockedUntil: max <= 1 ? new Date(at.getTime() + blockMs) : null,
    })
    .onConflictDoUpdate({
      target: guessLimits.key,
      set: {
        failures,
        windowEndsAt: sql`case when ${isOver} then ${windowEnd.toISOString()}::timestamptz else ${guessLimits.windowEndsAt} end`,
        blockedUntil: sql`case when ${failures} >= ${max}::int then ${now} + make_interval(secs => ${seconds}) end`,
      },
      setWhere: or(isNull(guessLimits.blockedUntil), lte(guessLimits.blockedUntil, at)),
    })
    .returning({ failures: guessLimits.failures, blockedUntil: guessLimits.blockedUntil })
  return row ?? null
}

/** Takes back a guess that was right, or was never made, and the block that it alone began. */
export async function returnGuess(db: Executor, { key, max }: GuessRule): Promise<void> {
  await db
    .update(guessLimits)
    .set({
      failures: sql`greatest(${guessLimits.failures} - 1, 0)`,
      blockedUntil: sql`case when ${guessLimits.failures} - 1 >= ${max}::int then ${guessLimits.blockedUntil} end`,
    })
    .where(eq(guessLimits.key, key))
}

/**
 * Counts an attempt that was refused unchecked; answers how many to tell of in one event now, or null when this
 * minute's event was written already.
 */
export async function countRefusedGuess(db: Executor, key: string, at: Date): Promise<number | null> {
  const minuteAgo = new Date(at.getTime() - 60_000).toISOString()
  const rows = await db.execute<{ untold: number; due: boolean }>(sql`
    with before as (
      select key, untold + 1 as untold, coalesce(told_at <= ${minuteAgo}::timestamptz, true) as due
      from guess_limits where key = ${key} for update
    )
    update guess_limits g
    set untold = case when before.due then 0 else before.untold end,
      told_at = case when before.due then ${at.toISOString()}::timestamptz else g.told_at end
    from before where g.key = before.key
    returning before.untold, before.due`)
  const [row] = rows
  return row?.due ? row.untold : null
}

/** Forgets the failures under these keys: the right one came. */
export async function forgetGuesses(db: Executor, keys: readonly string[]): Promise<void> {
  await db.delete(guessLimits).where(inArray(guessLimits.key, [...keys]))
}

/** Deletes what says nothing any more. */
export async function deleteOldGuesses(db: Executor, at: Date): Promise<void> {
  await db
    .delete(guessLimits)
    .where(
      and(
        lt(guessLimits.windowEndsAt, at),
        or(isNull(guessLimits.blockedUntil), lt(guessLimits.blockedUntil, at)),
        or(isNull(guessLimits.toldAt), lt(guessLimits.toldAt, new Date(at.getTime() - 86_400_000))),
      ),
    )
}
