import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isConfigError } from '../config/index.ts'
import { isStorageFull, openStorage } from './storage.ts'

function temporaryHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'daybook-storage-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}

function openDefault() {
  const home = temporaryHome()
  const directory = path.join(home, 'storage')
  return { directory, storage: openStorage({ home, storage: { kind: 'file', directory } }) }
}

const key = 'exports/6b0cbfd8-2fd6-4c4b-8d4b-3a2b7e1b9f10.part'
const bytes = (text: string) => new TextEncoder().encode(text)

test('what is written is read back, and only its owner may read it', async () => {
  const { directory, storage } = openDefault()
  const writer = await storage.write(key, { from: 0 })
  await writer.append(bytes('first'))
  await writer.append(bytes(' second'))
  await writer.flush()
  expect(writer.length).toBe(12)
  await writer.close()

  expect(await storage.size(key)).toBe(12)
  const file = await storage.open(key)
  expect(await new Response(file?.stream()).text()).toBe('first second')
  expect(statSync(path.join(directory, key)).mode & 0o777).toBe(0o600)
  expect(statSync(path.join(directory, 'exports')).mode & 0o777).toBe(0o700)
  expect(statSync(directory).mode & 0o777).toBe(0o700)
  expect((await storage.list('exports')).map((each) => each.key)).toEqual([key])
  expect(readdirSync(directory)).toEqual(['exports'])
})

test('writing goes on after the bytes that count; what lies beyond is gone', async () => {
  const { storage } = openDefault()
  const first = await storage.write(key, { from: 0 })
  await first.append(bytes('kept and lost'))
  await first.close()
  const second = await storage.write(key, { from: 4 })
  await second.append(bytes('!'))
  await second.close()
  expect(await new Response((await storage.open(key))?.stream()).text()).toBe('kept!')
  await expect(storage.write(key, { from: 100 })).rejects.toThrow('has 5 bytes where 100 were written')
})

test('a large file comes in pieces, and may be left in the middle', async () => {
  const { storage } = openDefault()
  const writer = await storage.write(key, { from: 0 })
  await writer.append(new Uint8Array(200_000).fill(7))
  await writer.close()
  const reader = (await storage.open(key))?.stream().getReader()
  expect((await reader?.read())?.value?.byteLength).toBe(65_536)
  await reader?.cancel()
  const whole = await new Response((await storage.open(key))?.stream()).bytes()
  expect(whole.byteLength).toBe(200_000)
})

test('what is absent is nothing, and is removed once', async () => {
  const { storage } = openDefault()
  expect(await storage.open(key)).toBeNull()
  expect(await storage.size(key)).toBeNull()
  expect(await storage.list('exports')).toEqual([])
  await (await storage.write(key, { from: 0 })).close()
  expect([await storage.remove(key), await storage.remove(key)]).toEqual([true, false])
})

test.each([
  '../secrets.json',
  'exports/../x.zip',
  '/etc/passwd.zip',
  'exports/a/b.zip',
  'exports/.zip',
  'Exports/a.zip',
])('%s is not a key', async (wrong) => {
  const { storage } = openDefault()
  await expect(storage.size(wrong)).rejects.toThrow('is not a key')
  await expect(storage.write(wrong, { from: 0 })).rejects.toThrow('is not a key')
})

test('a directory that was named and is absent, or is a file, is told in one line', () => {
  const home = temporaryHome()
  const file = path.join(home, 'file')
  writeFileSync(file, '')
  for (const directory of [path.join(home, 'absent'), file]) {
    let problem: unknown = null
    try {
      openStorage({ home, storage: { kind: 'file', directory } })
    } catch (error) {
      problem = error
    }
    expect(isConfigError(problem)).toBe(true)
    expect(String(problem)).toContain('DAYBOOK_STORAGE names')
    expect(String(problem)).not.toContain('\n')
  }
})

test('a full disk is told from other failures', () => {
  expect(isStorageFull(Object.assign(new Error('no space'), { code: 'ENOSPC' }))).toBe(true)
  expect(isStorageFull(Object.assign(new Error('over quota'), { code: 'EDQUOT' }))).toBe(true)
  expect(isStorageFull(Object.assign(new Error('no file'), { code: 'ENOENT' }))).toBe(false)
})
