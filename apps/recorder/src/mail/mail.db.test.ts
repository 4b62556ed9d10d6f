import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createSealer } from '@daybook/auth'
import type { Letter } from '@daybook/core/mail'
import { enqueueMail, transaction } from '@daybook/db'
import { createTestDatabase, type TestDatabase } from '@daybook/db/testing'
import { createLogger } from '@daybook/runtime'
import { SMTPServer } from 'smtp-server'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openMailbox } from './mailbox.ts'
import { runMails } from './run-mails.ts'

const sealer = createSealer('a secret of tests, long enough to be one')
const logger = createLogger('recorder', { level: 'silent' })
const letter: Letter = {
  to: { name: 'Ada Byron', email: 'ada@example.test' },
  mail: { kind: 'sign-in-code', name: 'Ada Byron', organisation: 'Acme', code: '12345678', minutes: 10 },
}

let database: TestDatabase
const undo: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(() => database.close())

/** A real SMTP server; `answer` says how it takes each message. */
async function smtpServer(answer: (count: number) => Error | null) {
  const messages: { to: string[]; text: string }[] = []
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const refused = answer(++count)
        if (!refused) {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          messages.push({ to, text: Buffer.concat(chunks).toString() })
        }
        callback(refused)
      })
    },
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  undo.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`, messages, attempts: () => count }
}

async function recorder(smtpUrl: string | null): Promise<string> {
  const directory = path.join(await mkdtemp(path.join(tmpdir(), 'daybook-mail-')), 'mail')
  const mailbox = openMailbox({ smtpUrl, directory, from: 'Daybook <daybook@example.test>', logger })
  const db = database.as('recorder')
  const running = runMails({ databaseUrl: database.url('recorder'), db, sealer, mailbox, logger })
  undo.push(() => rm(path.dirname(directory), { recursive: true }))
  undo.push(() => running.stop())
  return directory
}

/** As the portal writes it. */
async function write(): Promise<string> {
  const id = v7()
  const sealed = sealer.seal(`mail:${id}`, JSON.stringify(letter))
  await transaction(database.as('portal'), (tx) => enqueueMail(tx, { id, sealed, createdAt: new Date() }))
  return id
}

const waiting = async () => (await database.sql`select id from mails`).length

test('a message is sent when its transaction has committed, as text and as HTML, and kept nowhere', async () => {
  const server = await smtpServer(() => null)
  await expect(
    transaction(database.as('portal'), async (tx) => {
      await enqueueMail(tx, { id: v7(), sealed: Buffer.from('never'), createdAt: new Date() })
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  await recorder(server.url)
  const id = await write()
  await vi.waitFor(() => expect(server.messages).toHaveLength(1), 20_000)
  const [message] = server.messages
  expect(message?.to).toEqual(['ada@example.test'])
  for (const part of ['To: Ada Byron <ada@example.test>', `Message-ID: <${id}@example.test>`, 'Auto-Submitted']) {
    expect(message?.text).toContain(part)
  }
  expect(message?.text).toMatch(/Content-Type: text\/plain.*1234 5678.*Content-Type: text\/html.*1234 5678/s)
  await vi.waitFor(async () => expect(await waiting()).toBe(0), 20_000)
})

test('what waits to be sent shows nothing of itself', async () => {
  await write()
  const [row] = await database.superuser`
    select (select string_agg(m::text, ' ') from mails m) || (select string_agg(j::text, ' ') from graphile_worker._private_jobs j) as text`
  const sealed = await database.sql<{ sealed: Buffer }[]>`select sealed from mails`
  const bytes = sealed.map((each) => each.sealed.toString('latin1')).join('')
  for (const clear of ['12345678', 'ada@example.test', 'Ada']) {
    expect(row?.text).not.toContain(clear)
    expect(bytes).not.toContain(clear)
  }
  await database.sql`delete from mails`
})

test('a message that the server does not take waits, and is sent when it does', async () => {
  const server = await smtpServer((count) =>
    count === 1 ? Object.assign(new Error('busy'), { responseCode: 451 }) : null,
  )
  await recorder(server.url)
  await write()
  await vi.waitFor(() => expect(server.attempts()).toBe(1), 20_000)
  expect(await waiting()).toBe(1)
  await vi.waitFor(() => expect(server.messages).toHaveLength(1), 30_000)
})

test('without a server, messages are files that only their owner reads', async () => {
  const directory = await recorder(null)
  const id = await write()
  await vi.waitFor(async () => expect(await readdir(directory)).toEqual([`${id}.eml`]), 20_000)
  const file = path.join(directory, `${id}.eml`)
  expect(await readFile(file, 'utf8')).toContain('Subject: Your code to sign in to Acme')
  expect((await stat(file)).mode & 0o077).toBe(0)
})
