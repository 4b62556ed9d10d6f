import {
  type Database,
  type Executor,
  exemptFromSecondFactor,
  findAccount,
  findApiKey,
  findLog,
  insertApiKey,
  insertOrganisation,
  insertUser,
  type OrganisationKind,
  type Realm,
  replaceTotp,
  transaction,
  type UserRole,
} from '@daybook/db'
import { v7 } from 'uuid'
import { dayMs } from './calendar.ts'
import { nameId, type Role } from './cast/employee.ts'
import type { LogName } from './company.ts'
import { people } from './people.ts'

export interface Founding {
  /** Everybody's password. */
  password: string
  /** Text of the API key that is bound to `acme`. */
  key: string
  /** The last moment of the world. */
  end: Date
  /** Host of the logs' origins, as in `log.example.com`. */
  host: string
  hashPassword: (password: string) => Promise<string>
  keySecretOf: (key: string) => { prefix: string; hash: Buffer }
  /** Secret of the authenticators of those who have one, base32. */
  totp: string
  /** Encrypts it for one account. */
  sealTotp: (userId: string, secret: string) => Buffer
}

/**
 * A key that never opened anything, since it expired when it was made. Its row remembers when the world ends
 * (`createdAt`) and whether all of it is in (`lastUsedAt`), so that a load can go on where it stopped.
 */
export const loaderKey = 'dbk_demoload_the-made-up-world-was-brought-in-under-this-name'

const organisations: readonly { slug: LogName; name: string; kind: OrganisationKind }[] = [
  { slug: 'acme', name: 'Acme Küchen', kind: 'tenant' },
  { slug: 'globex', name: 'Globex Travel Cover', kind: 'tenant' },
  { slug: 'initech', name: 'Initech Adelaide', kind: 'tenant' },
  { slug: 'northwind', name: 'Northwind Revisjon', kind: 'partner' },
  { slug: 'platform', name: 'Platform', kind: 'platform' },
]

const realmOf: Record<OrganisationKind, Realm> = { tenant: 'client', partner: 'partner', platform: 'staff' }

const roleKeys: Record<Role, UserRole> = {
  'Client Admin': 'client_admin',
  'Client Manager': 'client_manager',
  'Client Staff': 'client_staff',
  'Partner Admin': 'partner_admin',
  'Partner Auditor': 'partner_auditor',
  'Super Admin': 'super_admin',
  Admin: 'admin',
  Viewer: 'viewer',
}

/** Creates the organisations, the accounts and the loader's key: all of it, or nothing. */
export async function foundWorld(db: Database, founding: Founding): Promise<void> {
  // Before the transaction: hashing takes longer than one should stay open.
  const hashes = await Promise.all(people.map(() => founding.hashPassword(founding.password)))
  const createdAt = new Date(founding.end.getTime() - 120 * dayMs)

  await transaction(db, async (tx) => {
    for (const { slug, name, kind } of organisations) {
      const organisationId = await insertOrganisation(tx, { slug, name, kind, host: founding.host })
      for (const [index, person] of people.entries()) {
        if (person.organisation !== slug) continue
        await insertUser(tx, {
          id: person.id,
          organisationId,
          realm: realmOf[kind],
          role: roleKeys[person.role],
          email: person.email,
          name: person.name,
          passwordHash: hashes[index] ?? null,
          status: 'active',
          createdAt,
        })
      }
    }
    await insertKey(
      tx,
      { slug: 'platform', name: 'Demo world', key: loaderKey, createdAt: founding.end, expiresAt: founding.end },
      founding,
    )
  })
}

/** The demo's key, which may be another one at each start. */
export async function ensureKey(db: Database, founding: Founding): Promise<void> {
  if (await findApiKey(db, founding.keySecretOf(founding.key).hash)) return
  await insertKey(db, { slug: 'acme', name: 'Demo key', key: founding.key }, founding)
}

/** Who is asked for a code and who is not; and the secret, which may be another one at each start. */
export async function ensureFactors(db: Database, { totp, sealTotp }: Founding): Promise<void> {
  await exemptFromSecondFactor(
    db,
    people.filter(({ secondFactor }) => !secondFactor).map(({ id }) => id),
  )
  for (const { id: userId, secondFactor } of people) {
    const account = secondFactor ? await findAccount(db, { id: userId }) : null
    if (!account) continue
    const { organisationId, realm } = account
    const sealedSecret = sealTotp(userId, totp)
    await replaceTotp(db, { userId, organisationId, realm, sealedSecret, lastStep: 0, createdAt: new Date() })
  }
}

async function insertKey(
  db: Executor,
  { slug, key, ...row }: { slug: LogName; key: string; name: string; createdAt?: Date; expiresAt?: Date },
  { keySecretOf }: Founding,
): Promise<void> {
  const log = await findLog(db, { slug })
  if (!log) throw new Error(`There is no organisation ${slug} to give a key to.`)
  const { prefix, hash } = keySecretOf(key)
  await insertApiKey(db, {
    id: key === loaderKey ? nameId('demo world') : v7(),
    organisationId: log.tenantId,
    prefix,
    hash,
    scopes: key === loaderKey ? ['events:write'] : ['events:write', 'events:read'],
    ...row,
  })
}
