import { actionKey } from '@daybook/core/model'
import type { Query } from '@daybook/core/query'
import { and, type Column, eq, gte, inArray, lt, lte, not, type SQL } from 'drizzle-orm'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { isFindable, nothing } from './findable.ts'
import { keyOf, termCondition } from './term-conditions.ts'
import { wordCondition } from './word-conditions.ts'

/** Which events are asked for, with the range already resolved to instants: `from` is inclusive, `to` is not. */
export interface EventQuestion {
  from?: Date | null | undefined
  to?: Date | null | undefined
  query: Query
  /** Leaves out the looks at the log itself. */
  hideAccess?: boolean | undefined
}

export const accessActions = ['audit_log.accessed', 'audit_log.evidence_opened'].map(actionKey)

/**
 * The rows of a log that are in scope and asked for. Whatever a question holds, it is answered: at worst by nothing
 * (`asksForNothing`).
 */
export function conditionsOf(scope: Scope, question: EventQuestion): SQL {
  const conditions = [
    ...scopeConditions(scope),
    ...timeConditions(question),
    question.hideAccess ? not(inArray(keyOf(events.action), accessActions)) : undefined,
    ...question.query.map((item) => (item.kind === 'word' ? wordCondition(scope, item) : termCondition(scope, item))),
  ]
  return conditions.includes(nothing) ? nothing : (and(...conditions) ?? nothing)
}

/** Whether no event at all can be the answer, so that nobody needs to look. */
export function asksForNothing(conditions: SQL): boolean {
  return conditions === nothing
}

export function scopeConditions(scope: Scope): (SQL | undefined)[] {
  const [first, ...rest] = scope.tenantIds
  return [
    rest.length === 0 ? eq(events.tenantId, first) : inArray(events.tenantId, [...scope.tenantIds]),
    scope.ownActorIds ? oneOf(events.actorId, scope.ownActorIds.filter(isFindable)) : undefined,
    scope.areas ? oneOf(events.area, scope.areas) : undefined,
    ...timeConditions(scope),
  ]
}

/** An empty list is no restriction gone missing: it selects nothing. */
function oneOf(column: Column, values: readonly string[]): SQL {
  return values.length > 0 ? inArray(column, [...values]) : nothing
}

/** Years PostgreSQL and ISO 8601 write alike. No event lies outside them, so a bound beyond says all or nothing. */
export const timeMin = Date.UTC(1000, 0, 1)
export const timeMax = Date.UTC(10_000, 0, 1) - 1

export function timeConditions({
  from,
  to,
}: {
  from?: Date | null | undefined
  to?: Date | null | undefined
}): (SQL | undefined)[] {
  return [from ? since(from) : undefined, to ? before(to) : undefined]
}

function since(from: Date): SQL | undefined {
  if (from.getTime() <= timeMin) return undefined
  return from.getTime() > timeMax ? nothing : gte(events.occurredAt, from)
}

function before(to: Date): SQL | undefined {
  if (to.getTime() > timeMax) return undefined
  return to.getTime() <= timeMin ? nothing : lt(events.occurredAt, to)
}

/** All of these conditions. */
export function all(first: SQL, ...rest: (SQL | undefined)[]): SQL {
  return and(first, ...rest) ?? first
}

/** Numbers up to and with this one: what a view may show. */
export function upToCondition(upTo: number): SQL {
  return lte(events.number, upTo)
}
