import { type SQL, sql } from 'drizzle-orm'

const counted = [
  'occurred_at',
  'number',
  'action',
  'module',
  'operation',
  'outcome',
  'actor_key',
  'target_type',
  'channel',
]
const named = [...counted, 'actor_type', 'actor_name', 'actor_email', 'search']

/** What counts are made of, of a row `e` of events. */
export const countedColumns = columnsOf(counted)

/** The same, and the names of the actor. */
export const namedColumns = columnsOf(named)

function columnsOf(names: readonly string[]): SQL {
  return sql.raw(names.map((name) => `e.${name}`).join(', '))
}

/**
 * The events of a log above one number, up to and with another. An entry knows the month of its event; the offset keeps
 * the planner from reading whole months instead.
 */
export function eventsByNumber(
  tenantId: string,
  { above, upTo }: { above: SQL; upTo: SQL },
  columns: SQL = countedColumns,
): SQL {
  return sql`
    select found.* from (
      select n.number, n.occurred_at from log_entries n
      where n.tenant_id = ${tenantId}::uuid and n.number > ${above} and n.number <= ${upTo}
    ) as entry
    cross join lateral (
      select ${columns} from events e
      where e.tenant_id = ${tenantId}::uuid and e.occurred_at = entry.occurred_at and e.number = entry.number
      offset 0
    ) as found`
}
