import type { Area, Operation, Outcome } from '@daybook/core/model'
import { searchTerms } from '@daybook/core/query'
import { and, eq, gte, inArray, like, lt, not, or, type SQL, sql } from 'drizzle-orm'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'

/** Which events are asked for, with the range already resolved to instants. Lists are alternatives, keys combine. */
export interface EventQuestion {
  from?: Date | null
  to?: Date | null
  area?: Area | undefined
  modules?: readonly string[] | undefined
  /** Compared without regard to `.` and `_`, as people mix them. */
  actions?: readonly string[] | undefined
  operations?: readonly Operation[] | undefined
  actorKeys?: readonly string[] | undefined
  outcomes?: readonly Outcome[] | undefined
  text?: string | undefined
  hideAccess?: boolean
}

/** The rows of a log that are in scope and asked for. */
export function conditionsOf(scope: Scope, question: EventQuestion): SQL | undefined {
  const several = <T>(values: readonly T[] | undefined): T[] | null =>
    values && values.length > 0 ? [...values] : null
  const modules = several(question.modules)
  const actions = several(question.actions)
  const operations = several(question.operations)
  const actorKeys = several(question.actorKeys)
  const outcomes = several(question.outcomes)

  return and(
    ...scopeConditions(scope),
    question.from ? gte(events.occurredAt, question.from) : undefined,
    question.to ? lt(events.occurredAt, question.to) : undefined,
    question.area ? eq(events.area, question.area) : undefined,
    modules ? inArray(events.module, modules) : undefined,
    actions ? inArray(sql`replace(lower(${events.action}), '.', '_')`, actions.map(foldAction)) : undefined,
    operations ? inArray(events.operation, operations) : undefined,
    actorKeys ? inArray(events.actorKey, actorKeys) : undefined,
    outcomes ? inArray(events.outcome, outcomes) : undefined,
    question.hideAccess ? not(inArray(events.action, ['audit_log.accessed', 'audit_log.evidence_opened'])) : undefined,
    ...searchTerms(question.text ?? '').map((term) => containsTerm(scope, term)),
  )
}

export function scopeConditions(scope: Scope): (SQL | undefined)[] {
  const [first, ...rest] = scope.tenantIds
  return [
    rest.length === 0 ? eq(events.tenantId, first) : inArray(events.tenantId, [...scope.tenantIds]),
    scope.ownActorIds ? inArray(events.actorId, [...scope.ownActorIds]) : undefined,
    scope.areas ? inArray(events.area, [...scope.areas]) : undefined,
    scope.from ? gte(events.occurredAt, scope.from) : undefined,
    scope.to ? lt(events.occurredAt, scope.to) : undefined,
  ]
}

/** A word of the search: anywhere in the text for all, and the beginning of a word of the evidence for who may see it. */
function containsTerm(scope: Scope, term: string): SQL | undefined {
  const inText = like(events.search, `%${term.replaceAll(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`)
  if (scope.level === 'log') return inText
  const words = term.split(/\s+/).map((word) => `'${word.replaceAll(/['\\]/g, (sign) => sign + sign)}':*`)
  return or(inText, sql`${events.searchEvidence} @@ ${words.join(' & ')}::tsquery`)
}

function foldAction(action: string): string {
  return action.toLowerCase().replaceAll('.', '_')
}
