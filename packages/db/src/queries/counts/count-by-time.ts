import { type Outcome, outcomes } from '@daybook/core/model'
import { sql } from 'drizzle-orm'
import type { Executor } from '../../client.ts'
import { events } from '../../schema/index.ts'
import type { Scope } from '../../scope.ts'
import type { EventQuestion } from '../conditions.ts'
import { deadlineIn, untilDeadline } from '../deadline.ts'
import type { Stretch } from '../stretches.ts'
import { type CountLimits, countLimits, limitsWithin } from './count-limits.ts'
import { placeOf } from './count-range.ts'
import { coverOf } from './cover.ts'
import { countMatches } from './newest-matches.ts'
import { isWholeLog, type ReadyQuestion, readyBuckets } from './ready-counts.ts'

export type OutcomeCounts = Record<Outcome, number>

export interface CountedTime {
  /** One fewer than bounds. */
  buckets: OutcomeCounts[]
  /** Null when all events were counted; otherwise those since this instant. */
  since: Date | null
}

export interface TimeQuestion extends EventQuestion {
  upTo: number
  /** Where buckets begin and, last, end; ascending. What lies outside counts in the nearest bucket. */
  bounds: readonly Date[]
}

/** How many events match in each bucket, by outcome; null when counting took too long. */
export async function countByTime(
  db: Executor,
  scope: Scope,
  question: TimeQuestion,
  limits: CountLimits = countLimits,
): Promise<CountedTime | null> {
  const { bounds } = question
  const buckets: OutcomeCounts[] = bounds.slice(1).map(() => ({ success: 0, failure: 0, denied: 0 }))
  const { left } = deadlineIn(limits.totalMs)
  const place = await placeOf(db, scope, question, limits)
  if (place === null) return null
  const { range, gap } = place
  if (range === null || buckets.length === 0) return { buckets, since: null }
  const add = (bucket: number, outcome: string, count: number) => {
    const counts = buckets[Math.min(Math.max(bucket, 0), buckets.length - 1)]
    if (counts && isOutcome(outcome)) counts[outcome] += count
  }

  const isReady = question.query.length === 0 && isWholeLog(scope) && gap <= limits.gap
  const ready = isReady ? await readyBucketsOf(db, scope, { ...question, range }, limitsWithin(limits, left())) : null
  if (ready) {
    for (const { bucket, outcome, count } of ready) add(bucket, outcome, count)
    return { buckets, since: null }
  }

  const instants = JSON.stringify(bounds.slice(0, -1).map((bound) => bound.getTime() / 1000))
  const starts = sql`array(select to_timestamp(json_array_elements_text(${instants}::text::json)::float8))`
  const bar = sql`width_bucket(${events.occurredAt}, ${starts}) - 1 || ' ' || ${events.outcome}`
  const counted = await countMatches(db, scope, { ...question, range }, { bar }, limitsWithin(limits, left()))
  if (counted === null) return null
  for (const [value, { count }] of counted.tallies.bar ?? []) {
    const [bucket = '', outcome = ''] = value.split(' ')
    add(Number(bucket), outcome, count)
  }
  return { buckets, since: counted.since }
}

async function readyBucketsOf(
  db: Executor,
  scope: Scope,
  question: TimeQuestion & { range: Stretch },
  limits: CountLimits,
) {
  const { upTo, bounds, range, hideAccess = false } = question
  const [tenantId] = scope.tenantIds
  const segments: ReadyQuestion['segments'] = bounds.slice(1).flatMap((_, bucket) => {
    const [first, last] = [bucket === 0, bucket === bounds.length - 2]
    const from = first ? range.from : latest(range.from, bounds[bucket])
    const to = last ? range.to : earliest(range.to, bounds[bucket + 1])
    return coverOf({ from, to }, ['day', 'quarter']).map((segment) => ({ ...segment, bucket }))
  })
  return untilDeadline(db, deadlineIn(limits.readyMs), (tx) =>
    readyBuckets(tx, { tenantId, upTo, hideAccess, segments }),
  )
}

function isOutcome(text: string): text is Outcome {
  return outcomes.some((outcome) => outcome === text)
}

function latest(one: Date, other: Date | undefined): Date {
  return other && other > one ? other : one
}

function earliest(one: Date, other: Date | undefined): Date {
  return other && other < one ? other : one
}
