import type postgres from 'postgres'

/** Tables of the log, and the schema that holds their plain copies. */
const tables = ['events', 'log_entries'] as const
export const floorSchema = 'floor'

/** Rows of one batch, in the form that COPY reads. */
export type FloorBatch = Record<(typeof tables)[number], string>

/**
 * Makes plain tables beside the log's, with the same columns, partitions and indexes, and without triggers. Read from
 * the catalog, so that they follow the schema.
 */
export async function createFloor(sql: postgres.Sql): Promise<void> {
  await sql`drop schema if exists ${sql(floorSchema)} cascade`
  await sql`create schema ${sql(floorSchema)}`
  for (const table of tables) await copyTable(sql, table)
}

async function copyTable(sql: postgres.Sql, table: string): Promise<void> {
  const [found] = await sql<{ key: string | null }[]>`
    select pg_get_partkeydef(c.oid) as key from pg_class c where c.oid = ${`public.${table}`}::regclass`
  const partitionBy = found?.key ? `partition by ${found.key}` : ''
  await sql.unsafe(`create table ${floorSchema}.${table} (like public.${table} including all) ${partitionBy}`)

  const partitions = await sql<{ name: string; bound: string }[]>`
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${`public.${table}`}::regclass order by c.relname`
  for (const { name, bound } of partitions) {
    // Made by itself first: a partition may have indexes that its parent has not.
    await sql.unsafe(`create table ${floorSchema}.${name} (like public.${name} including all)`)
    await sql.unsafe(`alter table ${floorSchema}.${table} attach partition ${floorSchema}.${name} ${bound}`)
  }
}

export async function emptyFloor(sql: postgres.Sql): Promise<void> {
  for (const table of tables) await sql`truncate ${sql(`${floorSchema}.${table}`)}`
}

/** Empties the log for the next measurement: what is refused to everybody is allowed to a superuser who says so. */
export async function emptyLog(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    for (const table of tables) await tx`truncate ${tx(table)}`
  })
  // What was written before must not fall due while the next is measured.
  await sql`checkpoint`
}

/** The rows the log holds now, in batches of that many events. */
export async function readBatches(sql: postgres.Sql, size: number): Promise<FloorBatch[]> {
  const events = await readRows(sql, 'events')
  const entries = await readRows(sql, 'log_entries')
  const batches: FloorBatch[] = []
  for (let start = 0; start < events.length; start += size) {
    const part = (rows: string[]) => `${rows.slice(start, start + size).join('\n')}\n`
    batches.push({ events: part(events), log_entries: part(entries) })
  }
  return batches
}

async function readRows(sql: postgres.Sql, table: string): Promise<string[]> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`
  const line = columns.map(({ name }) => copyText(name)).join(` || e'\t' || `)
  // Ordered alike, so that a batch holds the entries of its own events.
  const rows = await sql.unsafe<{ line: string }[]>(
    `select ${line} as line from public.${table} order by tenant_id, number`,
  )
  return rows.map((row) => row.line)
}

/** A column as COPY reads it in its text format. */
function copyText(column: string): string {
  const signs: [string, string][] = [
    [String.raw`e'\\'`, String.raw`e'\\\\'`],
    [String.raw`e'\n'`, String.raw`e'\\n'`],
    [String.raw`e'\r'`, String.raw`e'\\r'`],
    [String.raw`e'\t'`, String.raw`e'\\t'`],
  ]
  const escaped = signs.reduce((text, [sign, written]) => `replace(${text}, ${sign}, ${written})`, `"${column}"::text`)
  return String.raw`coalesce(${escaped}, e'\\N')`
}

/** One batch in a transaction of its own. */
export async function copyBatch(sql: postgres.Sql, batch: FloorBatch): Promise<void> {
  await sql.begin(async (tx) => {
    for (const table of tables) {
      const target = await tx`copy ${tx(`${floorSchema}.${table}`)} from stdin`.writable()
      await new Promise<void>((resolve, reject) => {
        target.once('error', reject)
        target.once('finish', resolve)
        target.end(batch[table])
      })
    }
  })
}
