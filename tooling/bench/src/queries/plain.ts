import type { Query } from '@daybook/core/query'
import type postgres from 'postgres'

/** Longest run of a plain alternative, milliseconds. */
export const plainPatience = 10_000

/** The plain alternative: one statement, as it would be written without a search index, counts or a cursor. */
export interface PlainQuestion {
  query: Query
  from?: Date | null
  order?: string
  offset?: number
}

const columns: Record<string, string> = {
  ...{ actor: 'actor_key', action: 'action', module: 'module', operation: 'operation', outcome: 'outcome' },
  ...{ channel: 'channel', target_type: 'target_type', session: 'session_id', request: 'request_id' },
  ...{ correlation: 'correlation_id', target_id: 'target_id', area: 'area' },
}

export function createPlain(sql: postgres.Sql, tenantId: string) {
  const where = ({ query, from }: PlainQuestion) => {
    const parts = query.map((item) => {
      const found = item.kind === 'word' ? sql`search ilike ${`%${item.text}%`}` : term(item.key, item.values)
      return item.not ? sql`(${found}) is not true` : found
    })
    const all = [sql`tenant_id = ${tenantId}`, ...(from ? [sql`occurred_at >= ${from}`] : []), ...parts]
    return all.reduce((one, other) => sql`${one} and ${other}`)
  }
  const term = (key: string, values: readonly string[]) => {
    const [first = ''] = values
    if (key === 'ip') return sql`ip_address <<= ${first}::inet`
    if (key === 'number') return sql`number between ${first.split('..')[0] ?? 0} and ${first.split('..')[1] ?? 0}`
    if (key === 'action' && first.endsWith('*')) return sql`action like ${`${first.slice(0, -1)}%`}`
    if (key === 'target') return sql`target_name ilike ${`%${first}%`}`
    if (key === 'actor' && !/^[0-9a-f]{16}$/.test(first))
      return sql`(actor_name ilike ${`%${first}%`} or actor_email ilike ${`%${first}%`})`
    return sql`${sql(columns[key] ?? key)} in ${sql([...values])}`
  }
  return {
    page: (question: PlainQuestion) => sql`
      select * from events where ${where(question)}
      order by ${sql.unsafe(question.order ?? 'occurred_at desc, number desc')}
      offset ${question.offset ?? 0} limit 20`,
    count: (question: PlainQuestion) => sql`select count(*) from events where ${where(question)}`,
    facet: (question: PlainQuestion, key: string) => sql`
      select ${sql(columns[key] ?? key)}, count(*) from events where ${where(question)}
      group by 1 order by 2 desc limit 50`,
    histogram: (question: PlainQuestion) => sql`
      select date_trunc('day', occurred_at), outcome, count(*) from events where ${where(question)} group by 1, 2`,
  }
}

export type Plain = ReturnType<typeof createPlain>
