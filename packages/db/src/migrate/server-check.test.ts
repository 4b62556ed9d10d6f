import { expect, test } from 'vitest'
import { checkServer, ServerRefusedError, type ServerSettings } from './server-check.ts'

const good: ServerSettings = {
  version: 180_000,
  encoding: 'UTF8',
  fsync: true,
  fullPageWrites: true,
  synchronousCommit: 'on',
}

const accepted: [string, Partial<ServerSettings>][] = [
  ['the newest major version', {}],
  ['a major version that is still to come', { version: 210_003 }],
  ['15.14', { version: 150_014 }],
  ['15.20', { version: 150_020 }],
  ['16.10', { version: 160_010 }],
  ['17.6', { version: 170_006 }],
  ['commits that wait for a standby', { synchronousCommit: 'remote_apply' }],
  ['commits that wait for the local disk alone', { synchronousCommit: 'local' }],
]

test.each(accepted)('%s is accepted', (_, settings) => {
  expect(() => checkServer({ ...good, ...settings })).not.toThrow()
})

const refused: [string, Partial<ServerSettings>, string][] = [
  ['9.6', { version: 90_624 }, 'Daybook needs PostgreSQL 15 or later'],
  ['14, even its newest', { version: 140_099 }, 'Daybook needs PostgreSQL 15 or later'],
  ['15.13, which leaks through statistics', { version: 150_013 }, '15.14 or later of version 15'],
  ['16.9, which leaks through statistics', { version: 160_009 }, '16.10 or later of version 16'],
  ['17.5, which leaks through statistics', { version: 170_005 }, '17.6 or later of version 17'],
  ['another encoding', { encoding: 'SQL_ASCII' }, "The database's encoding is SQL_ASCII"],
  ['a server that does not wait for its disk', { fsync: false }, 'fsync and full_page_writes must be on'],
  ['a server that may tear its pages', { fullPageWrites: false }, 'fsync and full_page_writes must be on'],
  ['commits that wait for nothing', { synchronousCommit: 'off' }, 'synchronous_commit is off'],
]

test.each(refused)('%s is refused', (_, settings, sentence) => {
  const check = () => checkServer({ ...good, ...settings })
  expect(check).toThrow(ServerRefusedError)
  expect(check).toThrow(sentence)
})

test('a refusal names the release that runs', () => {
  expect(() => checkServer({ ...good, version: 150_013 })).toThrow('This server is PostgreSQL 15.13.')
})

test("a test's server may forget, but must be new enough and speak UTF-8", () => {
  const forgetful = { ...good, fsync: false, fullPageWrites: false, synchronousCommit: 'off' }
  expect(() => checkServer(forgetful, { ephemeral: true })).not.toThrow()
  expect(() => checkServer({ ...forgetful, version: 170_005 }, { ephemeral: true })).toThrow('CVE-2025-8713')
  expect(() => checkServer({ ...forgetful, encoding: 'LATIN1' }, { ephemeral: true })).toThrow('LATIN1')
})
