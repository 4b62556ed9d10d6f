import { sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { all, asksForNothing, conditionsOf, type EventQuestion, upToCondition } from './conditions.ts'
import { deadlineIn, type Patience, planFor, untilDeadline } from './deadline.ts'
import { betweenOf } from './range.ts'
import { withinStretch } from './stretches.ts'
import { tokenCondition } from './tokens.ts'

/** How long a count may take that stands beside a page, milliseconds. */
const countPatience = 1000

/** How many events match, counted no further than `cap`; null when that takes longer than there is time for. */
export async function countEvents(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number; cap: number; deadline?: Patience | undefined },
): Promise<{ value: number; capped: boolean } | null> {
  const conditions = conditionsOf(scope, question)
  if (asksForNothing(conditions)) return { value: 0, capped: false }
  const { cap, upTo } = question
  const deadline = deadlineIn(question.deadline ?? countPatience)
  const [tenantId, ...others] = scope.tenantIds
  const indexed = others.length === 0 ? tokenCondition(tenantId, question, scope) : null

  const count = await untilDeadline(db, deadline, async (tx) => {
    const between = others.length === 0 ? await betweenOf(tx, scope, question) : { from: null, to: null }
    await planFor(tx, deadline, indexed ? 'bitmaps' : 'any')
    const some = tx
      .select({ one: sql`1` })
      .from(events)
      .where(all(conditions, indexed ?? undefined, upToCondition(upTo), withinStretch(between)))
      .limit(cap + 1)
      .as('some')
    const [row] = await tx.select({ count: sql<string>`count(*)` }).from(some)
    return Number(row?.count ?? 0)
  })
  return count === null ? null : { value: Math.min(count, cap), capped: count > cap }
}
