import { expect, test } from 'vitest'
import { exportView } from '../testing/exports.ts'
import {
  briefWords,
  countPhrase,
  expiryWords,
  leftWords,
  progressWords,
  shortHash,
  sizeWords,
  spokenWords,
} from './export-words.ts'

const plain = (text: string | null) => text?.replaceAll('\u00A0', ' ') ?? null

test('a reader who waits is told how far it is, of how many, and how long it takes', () => {
  const writing = exportView({ status: 'running', total: 1_204_331, written: 412_000 })
  expect(plain(progressWords(writing, 118_000))).toBe('Writing 412,000 of 1,204,331 (34 %) · about 2 min left')
  expect(plain(progressWords(writing))).toBe('Writing 412,000 of 1,204,331 (34 %)')
  expect(progressWords(exportView({ status: 'queued', total: null }))).toBe('Queued')
  expect(progressWords(exportView({ status: 'running', total: null, written: 0 }))).toBe('Counting events')
  expect(progressWords(exportView({ status: 'running', total: null, written: 52_000 }))).toBe(
    'Writing, 52,000 events so far',
  )
  expect(progressWords(exportView({ status: 'running', total: 7, written: 7 }))).toBe('Packing the file')
})

test('where there is no room, a number is enough while one is known', () => {
  const running = exportView({ status: 'running', total: 1000, written: 345 })
  expect(plain(briefWords(running))).toBe('34 %')
  expect(briefWords({ ...running, total: null })).toBe('Exporting')
  expect(briefWords({ ...running, cancelling: true })).toBe('Cancelling')
  expect(briefWords(exportView())).toBe('Export ready')
})

test('what is not whole is never called 100 percent', () => {
  const almost = exportView({ status: 'running', total: 1_000_000, written: 999_999 })
  expect(plain(progressWords(almost))).toContain('(99 %)')
})

test('only phases and quarters are said aloud, so that a million rows are not a million announcements', () => {
  const said = new Set<string>()
  for (let written = 0; written <= 10_000; written += 10) {
    said.add(spokenWords(exportView({ status: 'running', total: 10_000, written })))
  }
  expect([...said]).toEqual([
    'Writing 10,000 events',
    '25 percent written',
    '50 percent written',
    '75 percent written',
    'Packing the file',
  ])
  expect(spokenWords(exportView({ status: 'ready' }))).toBe('The export activity-log-2026-11-20.zip is ready')
  expect(spokenWords(exportView({ status: 'failed', failure: 'The disk is full.' }))).toBe(
    'The export failed. The disk is full.',
  )
})

test.each([
  [0, 'a few seconds left'],
  [5000, 'a few seconds left'],
  [5001, 'about 10 s left'],
  [41_000, 'about 45 s left'],
  [56_000, 'about 1 min left'],
  [118_000, 'about 2 min left'],
  [3_540_000, 'about 59 min left'],
  [3_600_000, 'about 1 h left'],
  [4_900_000, 'about 1 h 20 min left'],
  [7_140_000, 'about 2 h left'],
  [36_000_000, 'about 10 h left'],
])('%i ms are %s', (milliseconds, words) => {
  expect(plain(leftWords(milliseconds))).toBe(words)
})

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 KB'],
  [14_249, '14 KB'],
  [1449, '1.4 KB'],
  [999_499, '999 KB'],
  [999_500, '1 MB'],
  [3_420_000, '3.4 MB'],
  [1_500_000_000, '1.5 GB'],
  [2_000_000_000_000_000, '2000 TB'],
])('%i bytes read %s', (bytes, words) => {
  expect(plain(sizeWords(bytes))).toBe(words)
})

test('a count says whether it is all of it', () => {
  expect(countPhrase({ value: 0, capped: false })).toBe('No events')
  expect(countPhrase({ value: 1, capped: false })).toBe('1 event')
  expect(countPhrase({ value: 1204, capped: false })).toBe('1,204 events')
  expect(countPhrase({ value: 10_000, capped: true })).toBe('10,000+ events')
})

test('time to expiry is rounded down, so that nobody comes too late by our words', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  const at = (expiresAt: string) => plain(expiryWords(exportView({ status: 'ready', expiresAt }), now))
  expect(at('2026-11-21T12:00:00Z')).toBe('expires in 24 h')
  expect(at('2026-11-21T11:59:59Z')).toBe('expires in 23 h')
  expect(at('2026-11-20T13:29:59Z')).toBe('expires in 89 min')
  expect(at('2026-11-20T12:00:30Z')).toBe('expires within a minute')
  expect(at('2026-11-20T11:00:00Z')).toBe('expires within a minute')
  expect(expiryWords(exportView({ status: 'expired', expiresAt: '2026-11-20T11:00:00Z' }), now)).toBeNull()
})

test('a hash is cut in the middle, where nobody compares', () => {
  expect(shortHash(`${'ab'.repeat(4)}${'00'.repeat(25)}${'cd'.repeat(3)}`)).toBe('abababab…cdcdcd')
  expect(shortHash('abc')).toBe('abc')
})
