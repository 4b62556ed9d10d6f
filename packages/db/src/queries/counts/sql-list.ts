import { type SQL, sql } from 'drizzle-orm'

/** Values of a list, each a parameter: for `in (…)`. */
export function sqlList(values: readonly string[]): SQL {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )
}
