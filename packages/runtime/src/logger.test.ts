import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

function logOf(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  write(createLogger('test', { level: 'trace', destination: { write: (line) => void lines.push(line) } }))
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}

/** As the database library throws it: SQL and parameters in the message, the driver's error as the cause. */
function failedQuery(): Error {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "users_email_key"'), {
    name: 'PostgresError',
    code: '23505',
    detail: 'Key (email)=(ann@acme.test) already exists.',
    query: 'insert into users values ($1)',
    parameters: ['ann@acme.test'],
  })
  const message = 'Failed query: insert into users values ($1)\nparams: ann@acme.test,$argon2id$hash'
  return Object.assign(new Error(message, { cause }), { query: 'insert into users', params: ['$argon2id$hash'] })
}

test('one event is one line of JSON', () => {
  const line = logOf((logger) => logger.info({ path: '/a\nb\u001b[31m' }, 'request\r\nforged'))
  expect(line.trimEnd()).not.toMatch(/\p{Cc}/u)
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    name: 'test',
    path: '/a\nb\u001b[31m',
    msg: 'request\r\nforged',
  })
})

test('characters that turn text around, hide it or end a line for some are written as escapes', () => {
  const path = '/\u202Egnp.exe\u2066\u2028\u009b31m\u200b\ufeffé'
  const line = logOf((logger) => logger.info({ path }, 'request'))
  expect(line.trimEnd()).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  expect(line).toContain('\\u202egnp.exe')
  expect(JSON.parse(line)).toMatchObject({ path })
})

test('secrets are replaced at any depth and in any spelling', () => {
  const line = logOf((logger) =>
    logger.child({ password: 'hunter2' }).info({
      Authorization: 'Bearer hunter2',
      request: { headers: { cookie: 'session=hunter2', 'Set-Cookie': ['hunter2'] } },
      users: [{ name: 'Ann', new_password: 'hunter2', apiKey: 'hunter2' }],
    }),
  )
  expect(line).not.toContain('hunter2')
  expect(line).toContain('Ann')
  expect(line.match(/\[REDACTED\]/g)).toHaveLength(6)
})

test.each([
  ['as the first argument', (logger: ReturnType<typeof createLogger>) => logger.error(failedQuery())],
  ['as err', (logger: ReturnType<typeof createLogger>) => logger.error({ err: failedQuery() })],
  ['under another name', (logger: ReturnType<typeof createLogger>) => logger.error({ problem: failedQuery() }, 'x')],
  ['inside an array', (logger: ReturnType<typeof createLogger>) => logger.error({ all: [failedQuery()] }, 'x')],
  ['with a text', (logger: ReturnType<typeof createLogger>) => logger.error(failedQuery(), 'x')],
])('of a failed query only the cause’s code and message are logged: %s', (_case, write) => {
  const line = logOf(write)
  expect(line).toContain('23505')
  expect(line).toContain('users_email_key')
  expect(line).not.toMatch(/ann@acme|argon2id|insert into/)
})

test('an error keeps its frames, without the message that a stack repeats', () => {
  const line: unknown = JSON.parse(logOf((logger) => logger.error({ err: new Error('told once') }, 'failed')))
  expect(line).toMatchObject({ msg: 'failed', err: { type: 'Error', message: 'told once' } })
  expect(JSON.stringify(line).match(/told once/g)).toHaveLength(1)
  expect(JSON.stringify(line)).toContain('logger.test.ts')
})

test('errors that cause each other end', () => {
  const first = new Error('a')
  first.cause = new Error('b', { cause: first })
  expect(logOf((logger) => logger.error({ err: first })).length).toBeLessThan(20_000)
})
