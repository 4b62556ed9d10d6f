import { expect, test } from 'vitest'
import { exportView } from '../testing/exports.ts'
import { mergedExports } from './merged-exports.ts'

const old = exportView({ id: 'old', requestedAt: '2026-11-19T08:00:00Z' })
const running = exportView({ id: 'running', requestedAt: '2026-11-20T08:00:00Z', status: 'running', written: 100 })
const live = (written: number) => ({ view: { ...running, written }, leftMs: 5000, trouble: null })

test('a row shows the later of what the list and the stream say of it', () => {
  expect(mergedExports([running, old], [live(700)])[0]).toEqual({ ...live(700), view: { ...running, written: 700 } })
  expect(mergedExports([{ ...running, written: 900 }, old], [live(700)])[0]?.view.written).toBe(900)
})

test('what was just begun stands first before the list knows of it, and once when it does', () => {
  expect(mergedExports([old], [live(1)]).map(({ view }) => view.id)).toEqual(['running', 'old'])
  expect(mergedExports([running, old], [live(1)]).map(({ view }) => view.id)).toEqual(['running', 'old'])
})

test('what nobody follows is shown as the list has it', () => {
  expect(mergedExports([old], [])).toEqual([{ view: old, leftMs: null, trouble: null }])
})
