import { searchTerms } from '@daybook/core/query'
import { and, type SQL, sql } from 'drizzle-orm'
import { events } from '../schema/index.ts'
import { type EventQuestion, keyOf } from './conditions.ts'
import { isFindable } from './findable.ts'

/** The kinds of `event_tokens`. The index is built of these numbers: a new kind is a new number and a migration. */
const kinds = { tenant: 0, actor: 1, action: 2, module: 3, operation: 4, outcome: 5, area: 6 } as const

/** A trigram index knows nothing of shorter words. */
const indexedTermLength = 3

const tokensOfEvent = sql`event_tokens(${events.tenantId}, ${events.actorKey}, ${events.action}, ${events.module}, ${events.operation}, ${events.outcome}, ${events.area})`

/**
 * The part of a question that `events_search` can look up, or null where there is none. It selects too much where two
 * values share a token, so the question's own conditions always stand beside it.
 */
export function tokenCondition(tenantId: string, question: EventQuestion): SQL | null {
  const token = (kind: keyof typeof kinds, value: string | SQL) =>
    sql`event_token(${tenantId}::uuid, ${kinds[kind]}, ${value})`
  const groups = [
    values(question.actorKeys).map((key) => token('actor', key)),
    // A pattern stands for actions nobody can list.
    (question.actions?.some((action) => action.endsWith('*')) ? [] : values(question.actions)).map((action) =>
      token('action', keyOf(action)),
    ),
    values(question.modules).map((module) => token('module', module)),
    values(question.operations).map((operation) => token('operation', operation)),
    (question.outcomes?.includes('success') ? [] : values(question.outcomes)).map((outcome) =>
      token('outcome', outcome),
    ),
    question.area ? [token('area', question.area)] : [],
  ].filter((group) => group.length > 0)

  // Words alone would find them in every tenant's events.
  if (groups.length === 0) {
    if (!searchTerms(question.text ?? '').some((term) => term.length >= indexedTermLength)) return null
    groups.push([token('tenant', '')])
  }
  const conditions = groups.map((group) => {
    const tokens = sql`array[${sql.join(group, sql`, `)}]`
    return group.length === 1 ? sql`${tokensOfEvent} @> ${tokens}` : sql`${tokensOfEvent} && ${tokens}`
  })
  return and(...conditions) ?? null
}

function values(list: readonly string[] | undefined): readonly string[] {
  return (list ?? []).filter(isFindable)
}
