import { type Area, actionKey, type Operation, type Outcome } from '@daybook/core/model'
import { evidencePrefixes, searchTerms } from '@daybook/core/query'
import { and, type Column, eq, gte, inArray, like, lt, not, or, type SQL, sql } from 'drizzle-orm'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { isFindable } from './findable.ts'

/** Which events are asked for, with the range already resolved to instants. Lists are alternatives, keys combine. */
export interface EventQuestion {
  from?: Date | null
  to?: Date | null
  area?: Area | undefined
  modules?: readonly string[] | undefined
  /** Compared without regard to case, `.` and `_`, as people mix them; `*` at the end stands for the rest. */
  actions?: readonly string[] | undefined
  operations?: readonly Operation[] | undefined
  actorKeys?: readonly string[] | undefined
  outcomes?: readonly Outcome[] | undefined
  text?: string | undefined
  hideAccess?: boolean
}

const accessActions = ['audit_log.accessed', 'audit_log.evidence_opened'].map(actionKey)

/** The rows of a log that are in scope and asked for. Whatever a question holds, it is answered: at worst by nothing. */
export function conditionsOf(scope: Scope, question: EventQuestion): SQL | undefined {
  return and(
    ...scopeConditions(scope),
    ...timeConditions(question),
    question.area ? eq(events.area, question.area) : undefined,
    oneOf(events.module, question.modules),
    oneOfActions(question.actions),
    oneOf(events.operation, question.operations),
    oneOf(events.actorKey, question.actorKeys),
    oneOf(events.outcome, question.outcomes),
    question.hideAccess ? not(inArray(keyOf(events.action), accessActions)) : undefined,
    ...searchTerms(question.text ?? '').map((term) => containsTerm(scope, term)),
  )
}

export function scopeConditions(scope: Scope): (SQL | undefined)[] {
  const [first, ...rest] = scope.tenantIds
  return [
    rest.length === 0 ? eq(events.tenantId, first) : inArray(events.tenantId, [...scope.tenantIds]),
    scope.ownActorIds ? inArray(events.actorId, scope.ownActorIds.filter(isFindable)) : undefined,
    scope.areas ? inArray(events.area, [...scope.areas]) : undefined,
    ...timeConditions(scope),
  ]
}

/** Years PostgreSQL and ISO 8601 write alike. No event lies outside them, so a bound beyond says all or nothing. */
export const timeMin = Date.UTC(1000, 0, 1)
export const timeMax = Date.UTC(10_000, 0, 1) - 1

function timeConditions({ from, to }: { from?: Date | null; to?: Date | null }): (SQL | undefined)[] {
  return [from ? since(from) : undefined, to ? before(to) : undefined]
}

function since(from: Date): SQL | undefined {
  if (from.getTime() <= timeMin) return undefined
  return from.getTime() > timeMax ? none : gte(events.occurredAt, from)
}

function before(to: Date): SQL | undefined {
  if (to.getTime() > timeMax) return undefined
  return to.getTime() <= timeMin ? none : lt(events.occurredAt, to)
}

const none = sql`false`

/** An empty list asks for nothing in particular; one of which no value can be stored is answered by nothing. */
function oneOf(column: Column, values: readonly string[] | undefined): SQL | undefined {
  return values && values.length > 0 ? inArray(column, values.filter(isFindable)) : undefined
}

/** As `actionMatches` does it, with the database folding both sides: not all agree on the case of rare letters. */
function oneOfActions(wanted: readonly string[] | undefined): SQL | undefined {
  if (!wanted || wanted.length === 0) return undefined
  const matches = wanted
    .filter(isFindable)
    .map((action) =>
      action.endsWith('*')
        ? sql`starts_with(${keyOf(events.action)}, ${keyOf(action.slice(0, -1))})`
        : eq(keyOf(events.action), keyOf(action)),
    )
  return or(...matches) ?? none
}

/** Both sides are folded by the database: not all agree with it on the case of rare letters. */
export function keyOf(action: Column | string): SQL {
  return sql`replace(lower(${action}), '.', '_')`
}

/** A word of the search: anywhere in the text for all, and the beginning of a word of the evidence for who may see it. */
function containsTerm(scope: Scope, term: string): SQL | undefined {
  if (!isFindable(term)) return none
  const inText = like(events.search, `%${term.replaceAll(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`)
  const words = scope.level === 'evidence' ? evidencePrefixes(term) : []
  if (words.length === 0) return inText
  const asked = words.map((word) => `'${word.replaceAll(/['\\]/g, (sign) => sign + sign)}':*`).join(' & ')
  return or(inText, sql`${events.searchEvidence} @@ ${asked}::tsquery`)
}
