import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type AuditEvent, cleanText } from '@daybook/core/model'
import { parseQuery, type Query, type QueryKey, queryKeyNames, searchLine } from '@daybook/core/query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../client.ts'
import { append } from '../log/append.ts'
import { findLog, type LogTarget } from '../log/log-target.ts'
import { makeScope } from '../scope.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  faultsOf,
  readLog,
  type TestDatabase,
} from '../testing/index.ts'
import { findApiKey, insertApiKey, touchApiKey } from './api-keys.ts'
import { countEvents } from './count-events.ts'
import { listEvents } from './list-events.ts'
import { insertOrganisation } from './organisations.ts'
import { hostileWords } from './random-log.fixture.ts'
import { endSession, extendSession, findSession, insertSession, listLiveSessions, touchSession } from './sessions.ts'
import { findStoredEvents } from './stored-events.ts'
import { findAccount, insertUser, listAccountsByEmail } from './users.ts'

/** Texts made to trip a statement, in every place where a query takes a text, beside a neighbour who has the same. */

let database: TestDatabase
let owner: Database
let app: Database
let log: LogTarget
let neighbour: LogTarget

beforeAll(async () => {
  database = await createTestDatabase()
  owner = database.owner
  app = database.as('staff')
  log = await createOrganisation(owner)
  neighbour = await createOrganisation(owner)
  const events = hostileWords.map(hostileEvent)
  await transaction(app, (tx) =>
    append(
      tx,
      [log, neighbour].flatMap((target) => events.map((event) => ({ log: target, event }))),
    ),
  )
})
afterAll(() => database.close())

/** An event with a text in each of its fields that are texts. */
function hostileEvent(word: string): AuditEvent {
  const text = cleanText(word)
  const person = { type: 'user', id: text, email: text, username: text, name: text, role: text } as const
  return exampleEvent({
    ...{ action: text, module: text, operationWord: text, activityType: text, outcomeReason: text, actor: person },
    ...{ onBehalfOf: person, assumedBy: person, customerId: text },
    targets: [{ type: text, id: text, name: text, revision: text, relation: text, url: text }],
    ...{ description: text, explanation: text, reason: text, purpose: text, justification: text, whyItMatters: text },
    ...{ changes: [{ path: text, before: text, after: { [text]: [text] } }], snapshot: { [text]: text } },
    ...{ details: { [text]: text }, http: { method: text, path: text, status: 1 }, policyDecision: { [text]: text } },
    ...{ metadata: { [text]: text }, ip: text, forwardedFor: text, userAgent: text, country: text, sessionId: text },
    ...{ requestId: text, correlationId: text, apiUsed: text, provider: text, batchId: text, parentId: text },
    ...{ bulkImport: { fileId: text, line: 1 }, cdr: { fileId: text, line: 2 } },
  })
}

test('events with such texts everywhere are stored and read back as they are', async () => {
  for (const target of [log, neighbour]) {
    const stored = await readLog(app, target)
    expect(stored).toHaveLength(hostileWords.length)
    for (const [index, { event }] of stored.entries()) {
      expect(event).toEqual({
        ...hostileEvent(hostileWords[index] ?? ''),
        id: event.id,
        occurredAt: event.occurredAt,
        recordedAt: event.recordedAt,
      })
    }
    expect(await faultsOf(app, target)).toEqual([])
  }
})

const words = (...texts: string[]): Query => texts.map((text) => ({ kind: 'word', text, not: false }))
const terms = (keys: readonly QueryKey[], values: string[], not = false): Query =>
  keys.map((key) => ({ kind: 'term', key, not, values }))

test.each(hostileWords.map((word) => [JSON.stringify(word).slice(0, 40), word]))(
  'a question with %s in any place has an answer, of its own log alone',
  async (_, word) => {
    for (const level of ['log', 'evidence'] as const) {
      const scope = makeScope({ tenantIds: [log.tenantId], level })
      const queries = [
        words(word),
        words(`${word}*`, `-${word}`, `"${word}`, `a ${word}`),
        [...words(word), { kind: 'word', text: word, not: true } as const],
        ...queryKeyNames.map((key) => terms([key], [word])),
        ...queryKeyNames.map((key) => terms([key], [`${word}*`, word, ''], true)),
        terms(['module', 'action', 'actor', 'target'], [word, 'campaigns']),
        parseQuery(word).query,
        parseQuery(`actor:${word} target:"${word}" -${word}`).query,
      ]
      for (const query of queries) {
        const question = { query, upTo: 1000 }
        const { found, searchedTo } = await listEvents(app, scope, { ...question, limit: 100 })
        expect(searchedTo).toBeNull()
        for (const { tenantId } of found) expect(tenantId).toBe(log.tenantId)
        if (level === 'log') continue
        const count = await countEvents(app, scope, { ...question, cap: 100 })
        expect([query, count]).toEqual([query, { value: found.length, capped: false }])
      }
      const own = makeScope({ tenantIds: [log.tenantId], level, ownActorIds: [word] })
      const mine = await listEvents(app, own, { query: [], upTo: 1000, limit: 100 })
      expect(mine.found.every(({ event }) => event.actor.id === word.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))).toBe(
        true,
      )
    }
  },
)

test('a text that can be stored is found by itself, under every key that takes any text', async () => {
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'evidence' })
  const numbers = async (query: Query) => {
    const { found } = await listEvents(app, scope, { query, upTo: 1000, limit: 100 })
    return found.map(({ number }) => number)
  }
  const exact = ['module', 'action', 'target_type', 'batch', 'session', 'request', 'correlation', 'target_id'] as const
  for (const [index, word] of hostileWords.entries()) {
    if (cleanText(word) !== word) continue
    for (const key of exact)
      expect([key, word.slice(0, 20), await numbers(terms([key], [word]))]).toEqual([
        key,
        word.slice(0, 20),
        [index + 1],
      ])
    const own = makeScope({ tenantIds: [log.tenantId], level: 'log', ownActorIds: [word] })
    const mine = await listEvents(app, own, { query: [], upTo: 1000, limit: 100 })
    expect(mine.found.map(({ number }) => number)).toEqual([index + 1])

    const part = word.slice(0, 100)
    if (searchLine(part) === '') continue
    expect(await numbers(words(part))).toContain(index + 1)
    expect([part, await numbers(terms(['actor', 'target'], [part]))]).toEqual([
      part,
      expect.arrayContaining([index + 1]),
    ])
    expect(await numbers(terms(['actor'], [part], true))).not.toContain(index + 1)
  }
})

test('NUL is in no event: nothing is found by it, and all without it', async () => {
  for (const level of ['log', 'evidence'] as const) {
    const scope = makeScope({ tenantIds: [log.tenantId], level })
    for (const text of ['\u0000', 'spring\u0000', 'a \u0000 b']) {
      const [asked] = words(text)
      if (!asked) continue
      const page = { upTo: 1000, limit: 100 }
      expect((await listEvents(app, scope, { ...page, query: [asked] })).found).toEqual([])
      expect((await listEvents(app, scope, { ...page, query: terms(['module'], [text]) })).found).toEqual([])
      const without = await listEvents(app, scope, { ...page, query: [{ ...asked, not: true }] })
      expect(without.found).toHaveLength(hostileWords.length)
    }
  }
})

test('what names nothing is not found, and ends, extends or touches nothing', async () => {
  const at = new Date()
  for (const word of [...hostileWords, '', randomUUID().toUpperCase().slice(1), `${randomUUID()}0`]) {
    expect(await findLog(app, { slug: word })).toBeNull()
    expect(await findLog(app, { id: word })).toBeNull()
    expect(await findSession(app, word)).toBeNull()
    expect(await endSession(app, { id: word, at, reason: 'revoked' })).toBeNull()
    expect(await endSession(app, { publicId: word, at, reason: 'revoked' })).toBeNull()
    expect(await listLiveSessions(app, { userId: word, at })).toEqual([])
    expect(await listAccountsByEmail(app, { realm: 'client', email: word })).toEqual([])
    expect(await findAccount(app, { id: word })).toBeNull()
    expect(await findStoredEvents(app, log, [word])).toEqual(new Map())
    expect(await findApiKey(owner, Buffer.from(word))).toBeNull()
    await extendSession(app, { id: word, expiresAt: at })
    await touchSession(app, { id: word, at, expiresAt: at })
    await touchApiKey(owner, { id: word, at })
  }
})

test('people, visits, organisations and keys may be called anything', async () => {
  const now = Date.now()
  for (const word of hostileWords) {
    const text = cleanText(word)
    const organisationId = await insertOrganisation(owner, {
      ...{ slug: `h-${randomBytes(8).toString('hex')}`, name: word, kind: 'tenant', host: 'log.example.test' },
    })
    expect((await findLog(app, { id: organisationId }))?.name).toBe(text)

    // An index holds e-mails, and no entry of one may be longer than a third of a page.
    const email = `${word.slice(0, 100)}@Example.TEST`
    const userId = randomUUID()
    await insertUser(owner, {
      ...{ id: userId, organisationId, realm: 'client', role: 'client_staff', email, name: word, status: 'active' },
    })
    const account = { id: userId, name: text, email: cleanText(email) }
    expect(await findAccount(app, { id: userId })).toMatchObject(account)
    if (cleanText(email) === email) {
      const accounts = await listAccountsByEmail(app, {
        realm: 'client',
        email: email.replace('@Example.TEST', '@EXAMPLE.test'),
      })
      expect(accounts).toMatchObject([account])
    }

    const id = randomBytes(32).toString('hex')
    const times = { createdAt: new Date(now), lastActiveAt: new Date(now), expiresAt: new Date(now + 1000) }
    await insertSession(app, {
      ...{
        id,
        publicId: randomUUID(),
        userId,
        organisationId,
        realm: 'client',
        audience: 'portal',
        method: 'password',
      },
      ...{ ...times, absoluteExpiresAt: new Date(now + 1000), ip: word, userAgent: word },
    })
    expect((await findSession(app, id))?.session).toMatchObject({ ip: text, userAgent: text })
    const ended = await endSession(app, { id, at: new Date(now), reason: 'revoked', note: word })
    expect(ended?.endNote).toBe(text)

    const hash = createHash('sha256').update(id).digest()
    await insertApiKey(owner, {
      id: randomUUID(),
      organisationId,
      name: word,
      prefix: 'k',
      hash,
      scopes: ['events:write'],
    })
    expect((await findApiKey(owner, hash))?.key.name).toBe(text)
  }
})
