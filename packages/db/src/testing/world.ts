import { v7 } from 'uuid'
import type { Database } from '../client.ts'
import { findLog, type LogTarget } from '../log/log-target.ts'
import { insertOrganisation } from '../queries/organisations.ts'
import type { OrganisationKind } from '../schema/index.ts'

/** An organisation with an empty log. */
export async function createOrganisation(
  owner: Database,
  options: { slug?: string; kind?: OrganisationKind; name?: string } = {},
): Promise<LogTarget> {
  const { slug = `o-${v7()}`, kind = 'tenant', name = slug } = options
  const id = await insertOrganisation(owner, { slug, name, kind, host: 'log.example.test' })
  const log = await findLog(owner, { id })
  if (!log) throw new Error('The organisation that was just made is not there.')
  return log
}
