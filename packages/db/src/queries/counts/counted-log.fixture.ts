import { type AuditEvent, actionKey, areas, channels, operations, outcomes } from '@daybook/core/model'
import { type FacetKey, facetKeys, type Query, type QueryTerm, searchTextOf } from '@daybook/core/query'
import { exampleEvent } from '../../testing/index.ts'
import type { Random } from '../../testing/random.ts'

/** An event as counting in memory needs it. */
export interface Known {
  number: number
  actorKey: string
  event: AuditEvent
}

const actions = [
  ...['campaign.updated', 'campaign.deleted', 'user.created', 'audit_log.accessed', 'audit_log.evidence_opened'],
  ...['Audit_Log_Accessed', `it's_"odd"`],
] as const
const modules = ['campaigns', 'users', 'audit_log', 'x%'] as const
const people = ['Ada', 'Bär', 'Chloé', 'Dan 100%', 'E_e'] as const
const targetTypes = ['campaign', 'user', `o'dd`] as const
const ips = ['203.0.113.7', '203.0.113.9', '2001:db8::1', 'cloud.example.test'] as const

/** Days on which clocks change somewhere, long ago, and the turn of a month and a year. */
const oddDays = [
  '2018-11-03',
  '2018-11-04',
  '2025-12-31',
  '2026-03-29',
  '2026-04-04',
  '2026-10-03',
  '2026-10-04',
] as const

export function oddTime(random: Random): Date {
  const day = random.chance(0.4)
    ? new Date(random.pick(oddDays))
    : new Date(Date.UTC(2026, 5 + random.below(6), 1 + random.below(28)))
  const ms = random.chance(0.3) ? random.below(96) * 900_000 : random.below(86_400_000)
  return new Date(Math.min(day.getTime() + ms, Date.now()))
}

/** An event of few values, so that they occur together. */
export function someEvent(random: Random, parts: Partial<AuditEvent> = {}): AuditEvent {
  const name = random.pick(people)
  return exampleEvent({
    occurredAt: oddTime(random).toISOString(),
    recordedAt: new Date().toISOString(),
    action: random.pick(actions),
    module: random.pick(modules),
    operation: random.pick(operations),
    area: random.chance(0.5) ? random.pick(areas) : null,
    outcome: random.chance(0.7) ? 'success' : random.pick(outcomes),
    channel: random.chance(0.5) ? random.pick(channels) : null,
    actor: {
      ...{ type: 'user', id: `u-${random.below(9)}`, name, username: null, role: null },
      email: random.chance(0.5) ? `${random.below(3)}@example.test` : null,
    },
    targets: random.chance(0.6)
      ? [{ type: random.pick(targetTypes), id: null, name: null, revision: null, relation: null, url: null }]
      : [],
    description: random.chance(0.1) ? 'rare words' : null,
    ip: random.pick(ips),
    ...parts,
  })
}

/** The value of an event under a key, as the query language has it; null where it has none. */
export function valueAt({ event, actorKey }: Known, key: FacetKey): string | null {
  if (key === 'actor') return actorKey
  if (key === 'target_type') return event.targets[0]?.type ?? null
  if (key === 'ip') return event.ip === 'cloud.example.test' ? null : event.ip
  return event[key]
}

/** A query of terms that facets have, and sometimes a word. */
export function someQuery(random: Random, known: readonly Known[]): Query {
  const key = () => random.pick(facetKeys)
  const query: (QueryTerm | Query[number])[] = []
  const count = random.below(4)
  for (let index = 0; index < count; index++) {
    const name = key()
    const values = [known[random.below(known.length)], known[random.below(known.length)]].flatMap((one) => {
      const value = one && valueAt(one, name)
      return value ? [value] : []
    })
    const not = random.chance(0.3)
    const isThere = query.some((item) => item.kind === 'term' && item.key === name && item.not === not)
    if (values.length > 0 && !isThere) query.push({ kind: 'term', key: name, not, values })
  }
  if (random.chance(0.2)) query.push({ kind: 'word', text: 'rare words', not: random.chance(0.3) })
  return query
}

export interface Asked {
  from?: Date | null
  to?: Date | null
  query: Query
  hideAccess?: boolean
  upTo: number
}

/** Whether an event is asked for, decided without a database. */
export function isAsked(known: Known, { from, to, query, hideAccess, upTo }: Asked): boolean {
  const at = new Date(known.event.occurredAt)
  if (known.number > upTo || (from && at < from) || (to && at >= to)) return false
  const looks = ['audit_log_accessed', 'audit_log_evidence_opened']
  if (hideAccess && looks.includes(actionKey(known.event.action))) return false
  return query.every((item) => {
    if (item.kind === 'word') return searchTextOf(known.event).includes(item.text) !== item.not
    const value = facetKeys.some((key) => key === item.key) ? valueAt(known, item.key as FacetKey) : null
    const same = (one: string) => (item.key === 'action' ? actionKey(one) : one)
    return item.values.some((wanted) => value !== null && same(wanted) === same(value)) !== item.not
  })
}
