import { type SQL, sql } from 'drizzle-orm'

/** What counts are made of. Of a row `e` of events. */
export const countedColumns = sql.raw(
  ['occurred_at', 'number', 'action', 'module', 'operation', 'outcome', 'actor_key', 'actor_type', 'actor_name']
    .concat(['actor_email', 'target_type', 'channel', 'search'])
    .map((column) => `e.${column}`)
    .join(', '),
)

/**
 * The events of a log above one number, up to and with another. An entry knows the month of its event; the offset keeps
 * the planner from reading whole months instead.
 */
export function eventsByNumber(tenantId: string, { above, upTo }: { above: SQL; upTo: SQL }): SQL {
  return sql`
    select found.* from (
      select n.number, n.occurred_at from log_entries n
      where n.tenant_id = ${tenantId}::uuid and n.number > ${above} and n.number <= ${upTo}
    ) as entry
    cross join lateral (
      select ${countedColumns} from events e
      where e.tenant_id = ${tenantId}::uuid and e.occurred_at = entry.occurred_at and e.number = entry.number
      offset 0
    ) as found`
}
