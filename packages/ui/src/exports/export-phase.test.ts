import { expect, test } from 'vitest'
import { exportView } from '../testing/exports.ts'
import { isActive, laterOf, percentOf, phaseOf } from './export-phase.ts'

const queued = exportView({ status: 'queued', total: null, written: 0 })
const counting = exportView({ status: 'running', total: null, written: 0 })
const writing = exportView({ status: 'running', total: 200, written: 50 })
const packing = exportView({ status: 'running', total: 200, written: 200 })
const ready = exportView({ status: 'ready', total: 200, written: 200 })
const cancelled = exportView({ status: 'cancelled', total: 200, written: 50 })

test('an export of more than can be counted is being written all the same', () => {
  const uncounted = exportView({ status: 'running', total: null, written: 5000 })
  expect(phaseOf(uncounted)).toBe('writing')
  expect(percentOf(uncounted)).toBeNull()
})

test('whoever has asked to cancel sees that until it has stopped', () => {
  expect(phaseOf({ ...writing, cancelling: true })).toBe('cancelling')
  expect(phaseOf({ ...cancelled, cancelling: false })).toBe('cancelled')
  expect(laterOf({ ...writing, cancelling: true }, { ...writing, written: 60 }).cancelling).toBe(true)
})

test('a running export is counting, then writing, then packing', () => {
  expect([queued, counting, writing, packing, ready, cancelled].map(phaseOf)).toEqual([
    'queued',
    'counting',
    'writing',
    'packing',
    'ready',
    'cancelled',
  ])
})

test('only what is queued or running can still change by itself', () => {
  expect([queued, counting, writing, packing].every(isActive)).toBe(true)
  expect([ready, cancelled, exportView({ status: 'failed' }), exportView({ status: 'expired' })].some(isActive)).toBe(
    false,
  )
})

test('a share is known once the events are counted, and an empty export is whole', () => {
  expect([queued, counting, writing, ready].map(percentOf)).toEqual([null, null, 25, 100])
  expect(percentOf(exportView({ status: 'running', total: 0, written: 0 }))).toBe(100)
})

test('news that was overtaken on its way never turns a display back', () => {
  const order = [queued, counting, writing, packing, ready]
  for (const [index, older] of order.entries()) {
    for (const newer of order.slice(index + 1)) {
      expect(laterOf(older, newer)).toBe(newer)
      expect(laterOf(newer, older)).toBe(newer)
    }
  }
  expect(laterOf(cancelled, writing)).toBe(cancelled)
})

test('what is over takes later news, of its expiry or of another download', () => {
  const fetched = exportView({ downloads: 1 })
  expect(laterOf(fetched, ready)).toBe(fetched)
  expect(laterOf(ready, fetched)).toBe(fetched)
  const expired = exportView({ status: 'expired', downloads: 1 })
  expect(laterOf(expired, fetched)).toBe(expired)
})
