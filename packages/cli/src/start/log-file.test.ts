import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { followLog, openLog } from './log-file.ts'

function temporary(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-log-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return path.join(directory, 'logs/portal.log')
}

test('a follower sees every line once, whole, and none from before', () => {
  const file = temporary()
  const log = openLog(file)
  writeSync(log, 'from before\n')

  const lines: string[] = []
  const stop = followLog(file, (line) => lines.push(line))
  const long = 'ü'.repeat(100_000)
  writeSync(log, `first\nsec`)
  writeSync(log, `ond\n${long}\nunfinished`)
  stop()
  expect(lines).toEqual(['first', 'second', long, 'unfinished'])
})

test('a follower looks again by itself', async () => {
  const file = temporary()
  openLog(file)
  const lines: string[] = []
  onTestFinished(followLog(file, (line) => lines.push(line)))
  appendFileSync(file, 'later\n')
  await expect.poll(() => lines).toEqual(['later'])
})

test('a log that grows too long goes on empty, with one copy of what was before', async () => {
  const file = temporary()
  const log = openLog(file)
  const lines: string[] = []
  const stop = followLog(file, (line) => lines.push(line), 1000)
  for (let round = 0; round < 3; round++) {
    writeSync(log, `${'x'.repeat(1500)}\n`)
    await expect.poll(() => statSync(file).size).toBe(0)
  }
  writeSync(log, 'the newest\n')
  stop()
  expect(lines.at(-1)).toBe('the newest')
  expect(lines).toHaveLength(4)
  expect(readdirSync(path.dirname(file)).sort()).toEqual(['portal.log', 'portal.log.1'])
  expect(statSync(file).size).toBe('the newest\n'.length)
})

test('only its owner reads a log', () => {
  const file = temporary()
  openLog(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
})
