import type { Facet } from '@daybook/api/shared'
import { expect, test } from 'vitest'
import { countedKeys, waysOut } from './ways-out.ts'

const facet = (counts: number[], part: Partial<Facet> = {}): Facet => ({
  values: counts.map((count, index) => ({ value: `v${index}`, count })),
  distinct: counts.length,
  since: null,
  ...part,
})
const filter = { range: 'today', q: 'action:nope -outcome:success channel:api "spring sale"' } as const

test('each part of the question is a way out, with the events that are there without it', () => {
  const facets = { action: facet([5, 3]), outcome: facet([20]), channel: facet([4]) }
  const ways = waysOut(filter, facets, new Map())
  expect(ways.map(({ label, count }) => [label, count])).toEqual([
    ['With Outcome Success', { value: 20, atLeast: false }],
    ['Without Action nope', { value: 8, atLeast: false }],
    ['Without Channel API', { value: 4, atLeast: true }],
    ['Without “spring sale”', null],
  ])
  expect(ways[1]?.filter).toEqual({ range: 'today', q: '-outcome:success channel:api "spring sale"' })
})

test('a way that is known to lead nowhere is not offered', () => {
  const ways = waysOut(filter, { action: facet([]), outcome: facet([2]), channel: null }, new Map())
  expect(ways.map(({ label }) => label)).not.toContain('Without Action nope')
})

test('a count of part of the values, or of part of the time, is the least there is', () => {
  const cut = waysOut({ q: 'action:nope' }, { action: facet([5], { distinct: 400 }) }, new Map())
  expect(cut[0]?.count).toEqual({ value: 5, atLeast: true })
  const late = waysOut({ q: 'action:nope' }, { action: facet([5], { since: '2026-08-03T00:00:00Z' }) }, new Map())
  expect(late[0]?.count).toEqual({ value: 5, atLeast: true })
})

test('both sides of a key are one way', () => {
  const ways = waysOut({ q: 'action:a.* -action:a.b' }, null, new Map())
  expect(ways.map(({ label, filter: wider }) => [label, wider.q])).toEqual([
    ['Without Action a.*, and with a.b', undefined],
  ])
})

test('only what is asked for and can be counted is counted', () => {
  expect(countedKeys({ q: 'action:a target:x spring -channel:api' })).toEqual(['action', 'channel'])
})
