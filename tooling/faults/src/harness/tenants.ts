import { randomUUID } from 'node:crypto'
import { createApiKeySecret } from '@daybook/auth'
import { findLog, insertApiKey, insertOrganisation, type LogTarget } from '@daybook/db'
import type { FaultDatabase } from './database.ts'

/** A tenant, and who may write to its log. */
export interface Tenant {
  log: LogTarget
  key: string
}

export interface Operator {
  log: LogTarget
  /** Works for every tenant. */
  key: string
}

export async function createTenants({ owner }: FaultDatabase, count: number): Promise<Tenant[]> {
  const tenants: Tenant[] = []
  for (let index = 0; index < count; index++) tenants.push(await createOrganisation(owner, 'tenant'))
  return tenants
}

export function createOperator({ owner }: FaultDatabase): Promise<Operator> {
  return createOrganisation(owner, 'platform')
}

type Owner = FaultDatabase['owner']

async function createOrganisation(owner: Owner, kind: 'tenant' | 'platform'): Promise<Tenant> {
  const slug = `${kind}-${randomUUID().slice(0, 8)}`
  const organisationId = await insertOrganisation(owner, { slug, name: slug, kind, host: 'log.example.test' })
  const { key, prefix, hash } = createApiKeySecret()
  await insertApiKey(owner, {
    ...{ id: randomUUID(), organisationId, prefix, hash },
    ...{ name: 'faults', scopes: ['events:write'] },
  })
  const log = await findLog(owner, { id: organisationId })
  if (log === null) throw new Error('an organisation that was just made is not there')
  return { log, key }
}
