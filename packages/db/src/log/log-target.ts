import { asc, eq } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { isFindable, isFindableId } from '../queries/findable.ts'
import { type OrganisationKind, organisations } from '../schema/index.ts'

/** What an append needs to know of the log it writes to. */
export interface LogTarget {
  tenantId: string
  slug: string
  name: string
  kind: OrganisationKind
  /** Origin line, part of every leaf. */
  origin: string
  pseudonymKey: Buffer
  /** Names of fields that this tenant holds for secrets, beside those we know. */
  secretKeys: readonly string[]
}

export async function findLog(db: Executor, by: { slug: string } | { id: string }): Promise<LogTarget | null> {
  if ('id' in by ? !isFindableId(by.id) : !isFindable(by.slug)) return null
  const [row] = await db
    .select()
    .from(organisations)
    .where('id' in by ? eq(organisations.id, by.id) : eq(organisations.slug, by.slug))
  return row ? targetOf(row) : null
}

/** The operator's own log: what happens in no tenant, and what staff do. */
export async function findPlatformLog(db: Executor): Promise<LogTarget | null> {
  const [row] = await db.select().from(organisations).where(eq(organisations.kind, 'platform')).limit(1)
  return row ? targetOf(row) : null
}

export async function listLogs(db: Executor): Promise<LogTarget[]> {
  const rows = await db.select().from(organisations).orderBy(asc(organisations.slug))
  return rows.map(targetOf)
}

function targetOf(row: typeof organisations.$inferSelect): LogTarget {
  const { secretKeys } = row.settings
  return {
    tenantId: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    origin: row.origin,
    pseudonymKey: row.pseudonymKey,
    secretKeys: Array.isArray(secretKeys) ? secretKeys.filter((key) => typeof key === 'string') : [],
  }
}
