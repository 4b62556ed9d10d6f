import { type QueryKey, type QueryTerm, queryKeys } from '@daybook/core/query'
import { type Column, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { isFindable, nothing } from './findable.ts'
import { inNames } from './word-conditions.ts'

/** Of an event's body, which has the fields without a column. */
export const batchOf = sql`(${events.body} ->> 'batchId')`
export const parentOf = sql`(${events.body} ->> 'parentId')`
export const isAssumed = sql`(${events.body} ? 'assumedBy')`
const countryOf = sql`lower(${events.body} ->> 'country')`

/** One spelling of an action. Both sides are folded by the database: not all agree on the case of rare letters. */
export function keyOf(action: Column | string): SQL {
  return sql`replace(lower(${action}), '.', '_')`
}

/** One term of a query. Negated it also selects the events in which its field is not recorded. */
export function termCondition(scope: Scope, term: QueryTerm): SQL {
  // The answers would tell what the page withholds. Whoever asks is told so before they come here.
  if (queryKeys[term.key].level === 'evidence' && scope.level !== 'evidence') return nothing
  const found = conditionOf[term.key](readable(term)) ?? nothing
  return term.not ? sql`(${found}) is not true` : found
}

/** The values of a term that can be of its key, in the one spelling of each. */
export function readable({ key, values }: Pick<QueryTerm, 'key' | 'values'>): string[] {
  return values.flatMap((value) => (isFindable(value) ? (queryKeys[key].read(value) ?? []) : []))
}

/** Undefined where no event can have one of the values. */
const conditionOf: Record<QueryKey, (values: string[]) => SQL | undefined> = {
  actor: (values) => {
    const { keys, names } = actorsOf(values)
    return or(oneOf(events.actorKey, keys), inNames('actor', names))
  },
  actor_type: (values) => oneOf(events.actorType, values),
  action: (values) =>
    or(
      ...values.map((action) =>
        action.endsWith('*')
          ? sql`starts_with(${keyOf(events.action)}, ${keyOf(action.slice(0, -1))})`
          : eq(keyOf(events.action), keyOf(action)),
      ),
    ),
  operation: (values) => oneOf(events.operation, values),
  module: (values) => oneOf(events.module, values),
  area: (values) => oneOf(events.area, values),
  outcome: (values) => oneOf(events.outcome, values),
  target: (values) => inNames('target', values),
  target_type: (values) => oneOf(events.targetType, values),
  channel: (values) => oneOf(events.channel, values),
  assumed: (values) => or(...values.map((value) => (value === 'yes' ? isAssumed : sql`not ${isAssumed}`))),
  batch: (values) => oneOf(batchOf, values),
  number: (values) => or(...values.map(numberCondition)),
  ip: (values) => or(...values.map((network) => sql`${events.ipAddress} <<= ${network}::inet`)),
  session: (values) => oneOf(events.sessionId, values),
  request: (values) => oneOf(events.requestId, values),
  correlation: (values) => oneOf(events.correlationId, values),
  target_id: (values) => oneOf(events.targetId, values),
  country: (values) => or(...values.map((country) => sql`${countryOf} = lower(${country})`)),
}

/** Which values of the key `actor` are pseudonyms, and which are parts of names. */
export function actorsOf(values: readonly string[]): { keys: string[]; names: string[] } {
  const isKey = (value: string) => /^[0-9a-f]{16}$/.test(value)
  return { keys: values.filter(isKey), names: values.filter((value) => !isKey(value)) }
}

function oneOf(column: Column | SQL, values: readonly string[]): SQL | undefined {
  return values.length > 0 ? inArray(sql`${column}`, [...values]) : undefined
}

/** `7`, `7..9`, `7..` or `..9`, both ends counted. */
function numberCondition(range: string): SQL {
  const [from = '', to = from] = range.split('..')
  const ends = [
    from ? sql`${events.number} >= ${from}::bigint` : undefined,
    to ? sql`${events.number} <= ${to}::bigint` : undefined,
  ].filter((end) => end !== undefined)
  return sql`(${sql.join(ends, sql` and `)})`
}
