import { createApiKeySecret } from '@daybook/auth'
import { type Database, insertApiKey, insertOrganisation, type LogTarget } from '@daybook/db'
import { v7 } from 'uuid'
import { createTenants } from './appending.ts'

const tenantCount = 20

export type World = { key: string; logs: LogTarget[] }

/** Twenty tenants, and the operator with a key that writes to all of them. */
export async function createWorld(owner: Database): Promise<World> {
  const logs = await createTenants(owner, tenantCount)
  const operator = { slug: 'operator', name: 'Operator', kind: 'platform', host: 'log.example.test' } as const
  const organisationId = await insertOrganisation(owner, operator)
  const { key, prefix, hash } = createApiKeySecret()
  await insertApiKey(owner, { id: v7(), organisationId, name: 'bench', prefix, hash, scopes: ['events:write'] })
  return { key, logs }
}
