import type postgres from 'postgres'

export type DiskUse = { part: string; bytesPerEvent: number }

/**
 * Bytes per event on disk of the log's tables, by part: rows, what of them is stored out of line (with its index), each
 * index. Partitions are taken together; their indexes by their definition.
 */
export async function diskUse(sql: postgres.Sql): Promise<DiskUse[]> {
  // Rows wait in the pending list of an inverted index until somebody tidies up.
  await sql`vacuum events, log_entries`
  const [counted] = await sql<{ count: number }[]>`select count(*)::int as count from log_entries`
  const count = counted?.count ?? 0
  const rows = await sql<{ part: string; bytes: number }[]>`
    with leaf as (
      select root.name as log_table, coalesce(tree.relid, root.name::regclass) as oid
      from unnest(array['events', 'log_entries']) as root (name)
      left join lateral pg_partition_tree(root.name::regclass) as tree on tree.isleaf
    ),
    part as (
      select log_table || ' rows' as part, 1 as kind, pg_relation_size(oid) as bytes from leaf
      union all
      select log_table || ' out of line', 2, pg_total_relation_size(c.reltoastrelid)
      from leaf join pg_class c on c.oid = leaf.oid where c.reltoastrelid <> 0
      union all
      select log_table || ' index ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', ''), 3,
        pg_relation_size(i.indexrelid)
      from leaf join pg_index i on i.indrelid = leaf.oid
    )
    select part, sum(bytes)::float8 as bytes from part group by part, kind order by split_part(part, ' ', 1), kind, part`
  const parts = rows.map(({ part, bytes }) => ({ part, bytesPerEvent: bytes / count }))
  return [
    ...parts,
    { part: 'together', bytesPerEvent: parts.reduce((sum, { bytesPerEvent }) => sum + bytesPerEvent, 0) },
  ]
}
