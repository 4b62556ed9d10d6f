import { expect, test } from 'vitest'
import { withLook } from '../view/view-address.ts'
import { addressOf, cleanFilter, eventAddress, textOfAddress } from './log-address.ts'

const search = (text: string) => new URLSearchParams(text)

test('a filter takes the place of the one before and leaves the rest of the address alone', () => {
  expect(addressOf({ q: 'operation:delete' }, search('client=acme&size=50&operation=update&q=x'))).toBe(
    '?client=acme&size=50&q=operation%3Adelete',
  )
})

test('a cursor does not outlive the filter or the page size it was made for', () => {
  expect(addressOf({}, search('cursor=abc'))).toBe('?')
  expect(withLook(search('cursor=abc&q=x'), { size: 50, cursor: null, row: null })).toBe('?q=x&size=50')
})

test('an event keeps whose log it is in, and nothing else', () => {
  expect(eventAddress('/audit-log', 7, search('tenant=acme&q=x&size=50'))).toBe('/audit-log/7?tenant=acme')
  expect(eventAddress('/admin/audit-log/', 7, search(''))).toBe('/admin/audit-log/7')
})

test('what is empty is no filter', () => {
  expect(cleanFilter({ q: '', from: '', range: undefined, access: 'show' })).toEqual({})
})

test('the search box holds what was written, mistakes included', () => {
  expect(textOfAddress(search('q=acton:x+-outcome:success++'))).toBe('acton:x -outcome:success')
})

test('keys that are parameters of their own stand in the search box as if they had been typed', () => {
  expect(textOfAddress(search('q=spring&outcome=failure&outcome=denied'))).toBe('spring outcome:failure,denied')
})
