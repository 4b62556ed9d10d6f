import { randomBytes } from 'node:crypto'
import { cleanText } from '@daybook/core/model'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Executor } from '../client.ts'
import { type OrganisationKind, organisations } from '../schema/index.ts'

/** Creates an organisation and, by trigger, its empty log. The origin is opaque and never changes. */
export async function insertOrganisation(
  db: Executor,
  { slug, name, kind, host }: { slug: string; name: string; kind: OrganisationKind; host: string },
): Promise<string> {
  const id = v7()
  await db.insert(organisations).values({
    id,
    slug,
    name: cleanText(name),
    kind,
    origin: `${host}/t/${randomBytes(12).toString('hex')}`,
    pseudonymKey: randomBytes(16),
  })
  return id
}

/** What decides, beside a person's role, what they may do in their organisation. */
export const membershipColumns = {
  slug: organisations.slug,
  name: organisations.name,
  /** The tenant's setting `exports.managers`: its Client Managers may export what they see. */
  managersExport: sql<boolean>`coalesce(${organisations.settings} #> '{exports,managers}' = 'true', false)`,
}
