import { expect, test } from 'vitest'
import { goPaths, readKey, shortcutGroups } from './shortcuts.ts'

const press = { key: 'j', modified: false, typing: false, onRow: false, afterG: false }

test.each([
  ['?', 'sheet'],
  ['/', 'search'],
  ['j', 'next'],
  ['k', 'previous'],
  ['o', 'open'],
  ['e', 'expand'],
  ['[', 'event-before'],
  [']', 'event-after'],
  ['Escape', 'leave'],
  ['y', 'link'],
  ['c', 'json'],
  ['r', 'refresh'],
  ['l', 'live'],
  ['u', 'utc'],
  ['X', 'clear'],
  ['E', 'export'],
])('%s means %s', (key, shortcut) => {
  expect(readKey({ ...press, key })).toBe(shortcut)
})

test.each(['x', 'q', 'Enter', 'Tab', ' ', 'J', 'constructor', '__proto__'])('%s is left to the browser', (key) => {
  expect(readKey({ ...press, key })).toBeNull()
})

test('nothing is heard while somebody types or holds a modifier', () => {
  for (const key of ['j', '?', 'Escape', 'g', 'X']) {
    expect(readKey({ ...press, key, typing: true })).toBeNull()
    expect(readKey({ ...press, key, modified: true })).toBeNull()
  }
})

test('arrows walk along rows and scroll everywhere else', () => {
  expect(readKey({ ...press, key: 'ArrowDown', onRow: true })).toBe('next')
  expect(readKey({ ...press, key: 'ArrowUp', onRow: true })).toBe('previous')
  expect(readKey({ ...press, key: 'ArrowDown' })).toBeNull()
})

test('g and a letter lead to a page; g and anything else is just that', () => {
  expect(readKey({ ...press, key: 'g' })).toBe('g')
  const led = ['a', 's', 'l', 'x', 'i'].map((key) => readKey({ ...press, key, afterG: true }))
  expect(led).toEqual(['go-activity', 'go-sessions', 'go-sign-ins', 'go-exports', 'go-integrity'])
  expect(led.every((shortcut) => shortcut !== null && shortcut !== 'g' && goPaths[shortcut])).toBe(true)
  expect(readKey({ ...press, key: 'j', afterG: true })).toBe('next')
  expect(readKey({ ...press, key: 'l' })).toBe('live')
})

test('no line of the sheet is there twice', () => {
  const lines = shortcutGroups.flatMap(({ shortcuts }) => shortcuts.map(({ does }) => does))
  expect(new Set(lines).size).toBe(lines.length)
})
