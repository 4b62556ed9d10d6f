import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ensureSecrets, generateSecret, readSecrets, writeSecrets } from './secrets.ts'

function newHome(): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'daybook-secrets-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return path.join(parent, 'home')
}

function mode(file: string): string {
  return (statSync(file).mode & 0o777).toString(8)
}

test('what was written is read again, and fields of a later version survive', () => {
  const home = newHome()
  expect(readSecrets(home)).toBeNull()
  const secrets = { secret: generateSecret(), databaseUrls: { portal: 'postgres://portal@db/daybook' }, later: [1] }
  writeSecrets(home, secrets)
  expect(readSecrets(home)).toEqual(secrets)
})

test('only the owner may read the file or look into its directory', () => {
  const home = newHome()
  writeSecrets(home, { secret: generateSecret() })
  expect(mode(path.join(home, 'secrets.json'))).toBe('600')
  expect(mode(home)).toBe('700')
})

test('a file that was open to others is closed by the next write', () => {
  const home = newHome()
  writeSecrets(home, { secret: generateSecret() })
  chmodSync(path.join(home, 'secrets.json'), 0o644)
  writeSecrets(home, { secret: generateSecret() })
  expect(mode(path.join(home, 'secrets.json'))).toBe('600')
})

test('a write that is refused leaves the old file and nothing beside it', () => {
  const home = newHome()
  const secrets = { secret: generateSecret() }
  writeSecrets(home, secrets)
  expect(() => writeSecrets(home, { secret: 'short' })).toThrow()
  expect(readSecrets(home)).toEqual(secrets)
  expect(readdirSync(home)).toEqual(['secrets.json'])
})

test('secrets are generated once', () => {
  const home = newHome()
  const first = ensureSecrets(home)
  expect(first.secret).toMatch(/^[\w-]{43}$/)
  expect(ensureSecrets(home)).toEqual(first)
  expect(readdirSync(home)).toEqual(['secrets.json'])
})

test.each(['', 'not json', '{"secret":"hunter2"}', '[]'])('a damaged file is named, its content is not: %j', (text) => {
  const home = newHome()
  writeSecrets(home, { secret: generateSecret() })
  const file = path.join(home, 'secrets.json')
  writeFileSync(file, text)
  expect(() => readSecrets(home)).toThrow(`${file} is damaged`)
  expect(() => readSecrets(home)).not.toThrow(/hunter2|not json/)
  expect(() => ensureSecrets(home)).toThrow('is damaged')
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('a directory in place of the file is told as unreadable', () => {
  const home = newHome()
  writeSecrets(path.join(home, 'secrets.json'), { secret: generateSecret() })
  expect(existsSync(path.join(home, 'secrets.json'))).toBe(true)
  expect(() => readSecrets(home)).toThrow('cannot be read (EISDIR)')
})
