import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLogFile } from './log-file.ts'

function temporary(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-log-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

test('a log never takes more than twice its limit, and its newest lines are there', () => {
  const directory = path.join(temporary(), 'logs')
  const log = openLogFile(path.join(directory, 'portal.log'), 100)
  for (let line = 0; line < 1000; line++) log(`line ${line}`)

  const files = readdirSync(directory).sort()
  expect(files).toEqual(['portal.log', 'portal.log.1'])
  for (const file of files) expect(statSync(path.join(directory, file)).size).toBeLessThanOrEqual(100)
  expect(readFileSync(path.join(directory, 'portal.log'), 'utf8')).toMatch(/line 999\n$/)
})

test('a log goes on where the last start ended, and only its owner reads it', () => {
  const file = path.join(temporary(), 'portal.log')
  openLogFile(file)('first')
  openLogFile(file)('second')
  expect(readFileSync(file, 'utf8')).toBe('first\nsecond\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
