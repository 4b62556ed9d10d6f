import type { EventRow, NewerEvents } from '@daybook/api/shared'
import { expect, test } from 'vitest'
import { eventPage, eventRow } from '../../testing/events.ts'
import { listOf, withNewer, withPage, withWaiting } from './event-list.ts'

/** An event of a minute past 13:00. */
function row(number: number, minute: number): EventRow {
  return eventRow({ number, occurredAt: `2026-11-20T13:${String(minute).padStart(2, '0')}:00.000Z` })
}

function newer(rows: EventRow[], part: Partial<NewerEvents> = {}): NewerEvents {
  return { rows, more: false, upTo: 99, view: 'view-99', nextCursor: 'next-99', ...part }
}

const numbers = (rows: readonly EventRow[]) => rows.map(({ number }) => number)
const first = [row(9, 30), row(8, 20), row(7, 10)]
const list = listOf(eventPage(first, { nextCursor: 'next', count: { value: 40, capped: false } }))
const now = { sort: '-time', hold: false } as const
const held = { sort: '-time', hold: true } as const

test('a page is put behind the rows, each event once', () => {
  const more = withPage(list, eventPage([row(7, 10), row(6, 5)], { nextCursor: null, count: null }))
  expect(numbers(more.rows)).toEqual([9, 8, 7, 6])
  expect(more.nextCursor).toBeNull()
  expect(more.count).toEqual({ value: 40, capped: false })
})

test('what is new comes on top, is marked, and is counted', () => {
  const { list: next, arrived } = withNewer(list, newer([row(10, 40), row(11, 41)]), now)
  expect(numbers(next.rows)).toEqual([11, 10, 9, 8, 7])
  expect([...next.fresh]).toEqual([10, 11])
  expect(next.count).toEqual({ value: 42, capped: false })
  expect(arrived).toBe(2)
})

test('an event that arrives late lands where it belongs by its time', () => {
  const { list: next } = withNewer(list, newer([row(10, 15)]), now)
  expect(numbers(next.rows)).toEqual([9, 8, 10, 7])
})

test('two events of one instant stand in the order of their numbers', () => {
  const { list: next } = withNewer(list, newer([row(10, 20)]), now)
  expect(numbers(next.rows)).toEqual([9, 10, 8, 7])
})

test('an event that belongs behind the loaded rows is left to the next page, whose cursor knows of it', () => {
  const { list: next, arrived } = withNewer(list, newer([row(10, 1)]), now)
  expect(numbers(next.rows)).toEqual([9, 8, 7])
  expect(next.waiting).toEqual([])
  expect(next.nextCursor).toBe('next-99')
  expect(next.count).toEqual({ value: 41, capped: false })
  expect(arrived).toBe(0)
})

test('when all is loaded, a late event lands at the end', () => {
  const whole = listOf(eventPage(first))
  const { list: next } = withNewer(whole, newer([row(10, 1)], { nextCursor: null }), now)
  expect(numbers(next.rows)).toEqual([9, 8, 7, 10])
  expect(next.nextCursor).toBeNull()
})

test('what a stopped search has passed is on screen, what it has not reached is not', () => {
  const stopped = listOf(eventPage(first, { nextCursor: 'next', searchedTo: '2026-11-20T13:05:00.000Z' }))
  const { list: next } = withNewer(stopped, newer([row(10, 7), row(11, 3)]), now)
  expect(numbers(next.rows)).toEqual([9, 8, 7, 10])
})

test('held back, nothing on screen changes until it is asked for', () => {
  const once = withNewer(list, newer([row(10, 40)]), held)
  const twice = withNewer(once.list, newer([row(11, 41), row(10, 40)]), held)
  expect(twice.list.rows).toBe(list.rows)
  expect(twice.list.count).toEqual(list.count)
  expect(numbers(twice.list.waiting)).toEqual([10, 11])
  expect(twice.arrived).toBe(1)
  const shown = withWaiting(twice.list, '-time')
  expect(numbers(shown.rows)).toEqual([11, 10, 9, 8, 7])
  expect(shown.waiting).toEqual([])
  expect(shown.count).toEqual({ value: 42, capped: false })
})

test('what waits is put in together with what may be shown at once', () => {
  const waiting = withNewer(list, newer([row(10, 40)]), held).list
  expect(numbers(withNewer(waiting, newer([row(11, 41)]), now).list.rows)).toEqual([11, 10, 9, 8, 7])
})

test('oldest first, what is new belongs to the end', () => {
  const oldest = listOf(eventPage([row(1, 1), row(2, 2)], { nextCursor: 'next' }))
  const { list: next } = withNewer(oldest, newer([row(10, 40), row(11, 0)]), { sort: 'time', hold: false })
  expect(numbers(next.rows)).toEqual([11, 1, 2])
})

test('in an order that is not of time, everything new waits to be read anew', () => {
  const { list: next } = withNewer(list, newer([row(10, 1)]), { sort: 'user', hold: true })
  expect(numbers(next.waiting)).toEqual([10])
})

test('the look stays the one that was recorded, while its reach grows', () => {
  const { list: next } = withNewer(list, newer([]), now)
  expect([next.look, next.view]).toEqual(['signed', 'view-99'])
})

test('a count is exact up to ten thousand and says so beyond', () => {
  const many = listOf(eventPage(first, { count: { value: 9_999, capped: false } }))
  expect(withNewer(many, newer([row(10, 40)]), now).list.count).toEqual({ value: 10_000, capped: false })
  expect(withNewer(many, newer([row(10, 40), row(11, 41)]), now).list.count).toEqual({ value: 10_000, capped: true })
})
