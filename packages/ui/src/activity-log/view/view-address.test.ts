import { sorts } from '@daybook/core/query'
import { expect, test } from 'vitest'
import {
  columnsAddress,
  directionOf,
  nextSort,
  pageAddress,
  readLayout,
  readsAgain,
  sortAddress,
  viewOfAddress,
  withLook,
} from './view-address.ts'

const search = (text: string) => new URLSearchParams(text)
const url = (text: string) => new URL(text, 'http://portal.test/audit-log')

test('an address says all of how a log is looked at', () => {
  expect(
    viewOfAddress(
      search('sort=-user&cols=time,text&density=compact&event=123&live=1&tz=utc&cursor=abc&row=41&q=outcome:failure'),
    ),
  ).toEqual({
    sort: '-user',
    columns: ['time', 'text'],
    density: 'compact',
    event: 123,
    live: true,
    utc: true,
    firstRow: 41,
  })
})

test('what an address says wrongly, it does not say', () => {
  expect(viewOfAddress(search('sort=colour&cols=x&density=huge&event=-1&live=yes&tz=mars&row=7'))).toEqual({
    sort: '-time',
    columns: null,
    density: null,
    event: null,
    live: false,
    utc: false,
    // Without a cursor the first row is the first of all.
    firstRow: 1,
  })
  expect(viewOfAddress(search('event=12345678901234567890')).event).toBeNull()
})

test('a form without scripts sends its columns one by one', () => {
  expect(viewOfAddress(search('cols=time&cols=ip&cols=text')).columns).toEqual(['time', 'ip', 'text'])
})

test('columns and density stand in the address unless they are the usual ones', () => {
  expect(columnsAddress(search('q=x'), ['time', 'text'], 'compact')).toBe('?q=x&cols=time,text&density=compact')
  const usual = readLayout(search(''), null)
  expect(columnsAddress(search('q=x&cols=ip&density=compact'), usual.columns, 'comfortable')).toBe('?q=x')
})

test('an address counts more than a cookie', () => {
  expect(readLayout(search('cols=ip,text'), 'daybook_columns=time.text~compact')).toEqual({
    columns: ['ip', 'text'],
    density: 'compact',
  })
})

test.each(['event=7', 'live=1', 'cols=time,text', 'density=compact', 'tz=utc'])(
  '%s shows the same events, so they are not read again',
  (part) => {
    expect(readsAgain(url('?q=x&size=50'), url(`?q=x&size=50&${part}`))).toBe(false)
  },
)

test.each(['?q=y', '?q=x&sort=user', '?q=x&size=10', '?q=x&cursor=abc', '?q=x&client=acme', '/audit-log/7'])(
  '%s is another question',
  (to) => {
    expect(readsAgain(url('?q=x'), url(to))).toBe(true)
  },
)

test('a heading asks for its usual direction first, then for the other', () => {
  expect(nextSort('-time', 'user')).toBe('user')
  expect(nextSort('user', 'user')).toBe('-user')
  expect(nextSort('-user', 'user')).toBe('user')
  expect(nextSort('user', 'time')).toBe('-time')
  expect(nextSort('-time', 'time')).toBe('time')
})

test('every order can be told by the heading it belongs to and by no other', () => {
  for (const sort of sorts) {
    const told = (['time', 'user', 'module', 'action', 'ip'] as const).filter(
      (key) => directionOf(sort, key) !== 'none',
    )
    expect(told).toEqual([sort.replace('-', '')])
    expect(viewOfAddress(search(sortAddress(search(''), sort).slice(1))).sort).toBe(sort)
  }
})

test('another order begins at the first page', () => {
  expect(sortAddress(search('cursor=abc&row=21&q=x'), 'user')).toBe('?q=x&sort=user')
  expect(sortAddress(search('sort=user'), '-time')).toBe('?')
})

test('pages keep the filter and the view, say where they begin, and close the event', () => {
  expect(pageAddress(search('q=x&live=1&event=7'), 'abc', 21)).toBe('?q=x&live=1&cursor=abc&row=21')
  expect(pageAddress(search('q=x&cursor=abc&row=21'), 'first', 1)).toBe('?q=x')
})

test('opening an event keeps the page one is on', () => {
  expect(withLook(search('cursor=abc&row=21'), { event: 7 })).toBe('?cursor=abc&row=21&event=7')
})
