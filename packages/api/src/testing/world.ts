import { createSealer, hashPassword, realmOfAudience, startSession } from '@daybook/auth'
import { type Audience, type Database, insertUser, type LogTarget, type UserRole } from '@daybook/db'
import {
  createOrganisation,
  createTestDatabase,
  readLog,
  type StoredEntry,
  type TestDatabase,
} from '@daybook/db/testing'
import { v7 } from 'uuid'
import type { Context, RequestInfo } from '../context.ts'
import type { ExportFiles } from '../exports/files.ts'
import { partnerRouter } from '../partner/index.ts'
import { portalRouter } from '../portal/index.ts'
import { createApp } from '../server.ts'
import { staffRouter } from '../staff/index.ts'

export const password = 'correct horse battery staple'

export interface TestPerson {
  id: string
  email: string
  name: string
  role: UserRole
  audience: Audience
  log: LogTarget
}

export type World = Awaited<ReturnType<typeof createWorld>>

export const requestInfo: RequestInfo = {
  method: 'POST',
  path: '/test',
  clientAddress: '198.51.100.7',
  forwardedFor: null,
  userAgent: 'test agent',
  requestId: 'request-1',
}

/** `acme` and `globex` are tenants, `northwind` a partner firm; the operator's own people are `root` and `viewer`. */
export async function createWorld({ files }: { files?: ExportFiles } = {}) {
  const database = await createTestDatabase()
  const { owner } = database
  const acme = await createOrganisation(owner, { slug: 'acme', name: 'Acme' })
  const globex = await createOrganisation(owner, { slug: 'globex', name: 'Globex' })
  const northwind = await createOrganisation(owner, { slug: 'northwind', name: 'Northwind', kind: 'partner' })
  const platform = await createOrganisation(owner, { slug: 'daybook', name: 'Daybook', kind: 'platform' })

  const passwordHash = await hashPassword(password)
  const person = (audience: Audience, log: LogTarget, role: UserRole, email: string, name: string) =>
    createPerson(owner, { audience, log, role, email, name }, passwordHash)
  const people = {
    admin: await person('portal', acme, 'client_admin', 'admin@acme.test', 'Alma Admin'),
    manager: await person('portal', acme, 'client_manager', 'manager@acme.test', 'Mona Manager'),
    staff: await person('portal', acme, 'client_staff', 'staff@acme.test', 'Stan Staff'),
    other: await person('portal', globex, 'client_admin', 'admin@globex.test', 'Olga Other'),
    lead: await person('partner', northwind, 'partner_admin', 'lead@northwind.test', 'Lena Lead'),
    auditor: await person('partner', northwind, 'partner_auditor', 'auditor@northwind.test', 'Artur Auditor'),
    root: await person('staff', platform, 'super_admin', 'root@daybook.test', 'Ruth Root'),
    viewer: await person('staff', platform, 'viewer', 'viewer@daybook.test', 'Vera Viewer'),
  }

  const faults: unknown[] = []
  const secret = 'a secret of tests, long enough to be one'
  const apps = {
    portal: createApp('portal', portalRouter, {
      db: database.as('portal'),
      publicUrl: 'http://portal.test',
      secret,
      files,
    }),
    partner: createApp('partner', partnerRouter, {
      db: database.as('partner'),
      publicUrl: 'http://partner.test',
      secret,
    }),
    staff: createApp('staff', staffRouter, { db: database.as('staff'), publicUrl: 'http://staff.test', secret }),
  }
  const context = (audience: Audience, token: string | null, info: Partial<RequestInfo> = {}): Promise<Context> =>
    apps[audience].context({
      token,
      device: null,
      info: { ...requestInfo, ...info },
      report: (fault) => faults.push(fault),
    })

  return {
    database,
    logs: { acme, globex, northwind, platform },
    people,
    secret,
    sealer: createSealer(secret),
    apps,
    context,
    /** What was reported as a fault of ours. A test that expects none looks here. */
    faults,
    /** A caller without a session. */
    async anonymous(audience: Audience = 'portal') {
      return apps.portal.caller(await context(audience, null))
    },
    /** A person's own session, and the portal's procedures as that person. */
    async portal(who: TestPerson) {
      const token = await tokenOf(database, who)
      const ctx = await context('portal', token)
      return { token, context: ctx, caller: apps.portal.caller(ctx) }
    },
    token: (who: TestPerson) => tokenOf(database, who),
    /** The events of a log, oldest first. */
    events: (log: LogTarget): Promise<StoredEntry[]> => readLog(owner, log),
    close: () => database.close(),
  }
}

async function createPerson(
  owner: Database,
  { audience, log, role, email, name }: Omit<TestPerson, 'id'>,
  passwordHash: string,
): Promise<TestPerson> {
  const id = v7()
  const realm = realmOfAudience[audience]
  await insertUser(owner, {
    id,
    organisationId: log.tenantId,
    realm,
    role,
    email,
    name,
    passwordHash,
    status: 'active',
  })
  return { id, email, name, role, audience, log }
}

async function tokenOf(database: TestDatabase, who: TestPerson): Promise<string> {
  const { token } = await startSession(database.owner, {
    user: { id: who.id, organisationId: who.log.tenantId, realm: realmOfAudience[who.audience] },
    audience: who.audience,
    method: 'password',
    ip: requestInfo.clientAddress,
    userAgent: requestInfo.userAgent,
    now: new Date(),
  })
  return token
}
