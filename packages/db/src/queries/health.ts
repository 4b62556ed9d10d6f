import { sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'

/** Answers when the database does; throws when it does not. */
export async function ping(db: Executor): Promise<void> {
  await db.execute(sql`select 1`)
}
