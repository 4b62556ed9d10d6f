import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Database } from '../client.ts'
import * as schema from '../schema/index.ts'
import type { TestDatabase } from '../testing/index.ts'

/** What the planner does with the statements of a query that read events: the indexes it uses, and all it says. */
export interface Plans {
  /** As they are called on the whole table, sorted. */
  indexes: string[]
  text: string
}

/**
 * Runs a query, and then asks for the plan of each of its statements, under the very settings that it had: a search
 * makes its own. Nothing is prepared, so the planner sees the values, as it does when the query runs.
 */
export async function plansOf(database: TestDatabase, query: (db: Database) => Promise<unknown>): Promise<Plans> {
  const driver = postgres(database.url('portal'), { max: 1, onnotice: () => {} })
  const statements: { text: string; values: unknown[] }[] = []
  const logger = { logQuery: (text: string, values: unknown[]) => void statements.push({ text, values }) }
  try {
    await query(Object.assign(drizzle(driver, { schema, logger }), { close: () => driver.end() }))
    const plans: string[] = []
    await driver.begin(async (tx) => {
      for (const { text, values } of statements) {
        const isSetting = text.includes('set_config')
        if (!isSetting && !text.includes('"events"')) continue
        // The driver takes what the query gave it.
        const rows = await tx.unsafe<{ 'QUERY PLAN': string }[]>(
          isSetting ? text : `explain ${text}`,
          values as string[],
        )
        if (isSetting) await tx`select set_config('statement_timeout', '0', true)`
        else plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      }
    })
    const text = plans.join('\n\n')
    return { indexes: await indexesIn(driver, text), text }
  } finally {
    await driver.end()
  }
}

/** Each partition has a part of an index, under a name of its own. What is done with empty months says nothing. */
async function indexesIn(driver: postgres.Sql, plan: string): Promise<string[]> {
  const rows = await driver<{ part: string; whole: string; empty: boolean }[]>`
    select part.relname as part, whole.relname as whole, month.reltuples <= 0 as empty from pg_inherits
    join pg_class part on part.oid = inhrelid join pg_class whole on whole.oid = inhparent
    join pg_index i on i.indexrelid = part.oid join pg_class month on month.oid = i.indrelid
    where part.relkind = 'i'`
  const wholes = new Map(rows.map(({ part, whole }) => [part, whole]))
  const ofNothing = new Set(rows.flatMap(({ part, empty }) => (empty ? [part] : [])))
  const named = [...plan.matchAll(/(?:Index Scan|Index Only Scan)(?: Backward)?(?: using| on) (\S+)/g)]
  const used = named.map(([, name = '']) => name).filter((name) => !ofNothing.has(name))
  return [...new Set(used.map((name) => wholes.get(name) ?? name))].toSorted()
}
