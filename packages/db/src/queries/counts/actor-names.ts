import type { ActorType } from '@daybook/core/model'
import { searchLine } from '@daybook/core/query'
import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../../client.ts'
import { eventsByNumber, namedColumns } from './events-by-number.ts'
import { sqlList } from './sql-list.ts'

export interface ActorName {
  type: ActorType
  name: string | null
  email: string | null
}

interface NamedRow extends ActorName, Record<string, unknown> {
  key: string
}

/** The lines of a search text that name the actor: they come first, each with a mark before it. */
export function actorLines(search: SQL): SQL {
  return sql`coalesce(substring(${search} from ${'^(?:\\u0001[^\\n]*\\n?)+'}::text), '')`
}

/** What a name has to be like to hold a text, folded as the names are. */
export function nameHolding(lines: SQL, text: string): SQL {
  const folded = searchLine(text).replaceAll(/[\\%_]/g, (wildcard) => `\\${wildcard}`)
  return sql`${lines} like ${`%${folded}%`}`
}

/** The names of some actors of a log, each from their newest event up to a number, or one after it. */
export async function namesOf(
  db: Executor,
  { tenantId, keys, upTo }: { tenantId: string; keys: readonly string[]; upTo: number },
): Promise<Map<string, ActorName>> {
  if (keys.length === 0) return new Map()
  const rows = await db.execute<NamedRow>(sql`
    select key, type, name, email from (${newestNames(tenantId, upTo)}) as newest where key in (${sqlList(keys)})`)
  return byKey(rows)
}

/** The keys of the actors of a log who have a text in one of their names; a subquery. */
export function actorsNamed(tenantId: string, { text, upTo }: { text: string; upTo: number }): SQL {
  return sql`
    select key from (${newestNames(tenantId, upTo)}) as newest where ${nameHolding(sql`newest.lines`, text)}`
}

/** Everybody's newest names: as they are kept, and of the events that are not counted yet. */
function newestNames(tenantId: string, upTo: number): SQL {
  const through = sql`coalesce((select through from count_heads where tenant_id = ${tenantId}::uuid), 0)`
  return sql`
    select distinct on (key) key, type, name, email, lines from (
      select actor_key as key, type, name, email, search as lines, last_number as number from log_actors
      where tenant_id = ${tenantId}::uuid
      union all
      select e.actor_key, e.actor_type, e.actor_name, e.actor_email, ${actorLines(sql`e.search`)}, e.number
      from (${eventsByNumber(tenantId, { above: through, upTo: sql`${upTo}::bigint` }, namedColumns)}) as e
    ) as known order by key, number desc`
}

/**
 * The names that some events have, each of the actor it is the newest of; with `holding`, only where a name holds it.
 *
 * @param newest key of the actor, and the number of the event.
 */
export async function namesAt(
  db: Executor,
  asked: {
    tenantIds: readonly string[]
    newest: readonly { key: string; number: number }[]
    holding?: string | undefined
  },
): Promise<Map<string, ActorName>> {
  const { tenantIds, newest, holding } = asked
  if (newest.length === 0) return new Map()
  const rows = await db.execute<NamedRow>(sql`
    select e.actor_key as key, e.actor_type as type, e.actor_name as name, e.actor_email as email
    from json_to_recordset(${JSON.stringify(newest)}::text::json) as w (key text, number bigint)
    join log_entries n on n.tenant_id in (${sqlList(tenantIds)}) and n.number = w.number
    cross join lateral (
      select ${namedColumns} from events e
      where e.tenant_id = n.tenant_id and e.occurred_at = n.occurred_at and e.number = n.number
      offset 0
    ) as e
    where e.actor_key = w.key ${holding ? sql`and ${nameHolding(actorLines(sql`e.search`), holding)}` : sql``}`)
  return byKey(rows)
}

function byKey(rows: readonly NamedRow[]): Map<string, ActorName> {
  return new Map(rows.map(({ key, type, name, email }) => [key, { type, name, email }]))
}
