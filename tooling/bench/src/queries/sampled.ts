import { parseQuery, type Query } from '@daybook/core/query'
import type postgres from 'postgres'
import { addressAt } from './fill-logs.ts'

/** An event that is there, to ask for more like it. */
export interface Sampled {
  number: number
  occurredAt: Date
  actor: string
  action: string
  module: string
  outcome: string
  channel: string
  targetType: string
  targetId: string
  session: string
  correlation: string
  ip: string
  word: string
}

/** Events evenly from all of a log, from the newest to the oldest: what is common is common among them as well. */
export async function sampleEvents(
  sql: postgres.Sql,
  { tenantId, events, count }: { tenantId: string; events: number; count: number },
): Promise<Sampled[]> {
  const numbers = Array.from({ length: count }, (_, index) => Math.floor(((index * 0.618_034) % 1) * events) + 1)
  return sql<Sampled[]>`
    select number::int, occurred_at as "occurredAt", actor_key as actor, action, module, outcome, channel,
      target_type as "targetType", target_id as "targetId", session_id as session, correlation_id as correlation, ip,
      substring(search from 'was (word\\d+)') as word
    from events where tenant_id = ${tenantId} and number in ${sql(numbers)} order by number % 97, number`
}

export function asked(text: string): Query {
  return parseQuery(text).query
}

/** Two or three terms, from one event where there is an answer, or from two where there may be none. */
export function combination(index: number, sampled: readonly Sampled[]): Query {
  const one = sampled[index % sampled.length]
  const other = sampled[(index * 7 + 3) % sampled.length]
  if (!one || !other) return []
  const second = index % 3 === 0 ? other : one
  const terms = [
    `actor:${one.actor} action:${second.action}`,
    `module:${one.module} outcome:${other.outcome === 'success' ? 'denied' : other.outcome}`,
    `action:${one.action} ip:${second.ip}`,
    `actor:${one.actor} outcome:failure channel:${one.channel}`,
    `target_type:${one.targetType} module:${second.module} channel:${one.channel}`,
    `target_id:${one.targetId} outcome:failure`,
    `session:${one.session} -action:${one.action}`,
    `actor:${one.actor} ip:${second.ip}`,
    `module:${one.module} -outcome:success`,
    `ip:${addressAt(index)}/24 action:${one.action}`,
  ]
  return asked(terms[index % terms.length] ?? '')
}
