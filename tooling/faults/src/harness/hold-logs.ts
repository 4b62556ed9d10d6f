import postgres from 'postgres'
import type { FaultDatabase } from './database.ts'
import { until } from './poll.ts'
import type { Tenant } from './tenants.ts'

const holder = 'faults holder'

/**
 * Sessions that lock the heads of these logs, one each, and then do nothing, as a program does that hangs in the middle
 * of a transaction. The server itself ends them after `ms`. Resolves when all are held.
 */
export async function holdLogs({ ownerUrl, superuser }: FaultDatabase, tenants: readonly Tenant[], ms: number) {
  const sql = postgres(ownerUrl, {
    max: tenants.length,
    onnotice: () => {},
    connection: { application_name: holder, idle_in_transaction_session_timeout: ms },
  })
  let letGo = () => {}
  const ended = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const sessions = tenants.map(({ log }) =>
    sql
      .begin(async (tx) => {
        await tx`select from log_heads where tenant_id = ${log.tenantId} for update`
        await ended
      })
      // The server has ended the session, which is how it is meant to end.
      .catch(() => {}),
  )
  const idle = async () => {
    const rows = await superuser<{ count: number }[]>`
      select count(*)::int from pg_stat_activity where application_name = ${holder} and state = 'idle in transaction'`
    return rows[0]?.count
  }
  await until(async () => (await idle()) === tenants.length, { what: 'logs that are held', ms: 20_000 })
  return {
    /** Resolves when the server has ended all of them. */
    async untilEnded(): Promise<void> {
      await until(async () => (await idle()) === 0, { what: 'an end of idle transactions', ms: ms + 20_000 })
    },
    async [Symbol.asyncDispose]() {
      letGo()
      await Promise.all(sessions)
      await sql.end({ timeout: 1 })
    },
  }
}
