import type { SavedView } from '@daybook/api/shared'
import { expect, test } from 'vitest'
import { appliedView, sortedViews, viewHref, viewSearchOf } from './view-address.ts'

const search = (text: string) => new URLSearchParams(text)
const view = (part: Partial<SavedView> = {}): SavedView => ({
  id: '1',
  name: 'Failures',
  search: 'range=this_week&q=outcome%3Afailure',
  shared: false,
  own: true,
  ownerName: 'Maria Lopez',
  ...part,
})

test('a view keeps the question and how it is shown, never whose log it is or a place in it', () => {
  const address = search('tenant=acme&client=x&outcome=failure&sort=-user&size=50&cursor=c&event=7&live=1&view=1')
  expect(viewSearchOf(address)).toBe('q=outcome%3Afailure&sort=-user&size=50')
})

test('opening a view stays in the log one is in', () => {
  expect(viewHref(search('tenant=acme&q=other&size=50&event=7'), view())).toBe(
    '?tenant=acme&range=this_week&q=outcome%3Afailure&view=1',
  )
})

test('an address that says what a view says shows it, by whichever way one came', () => {
  expect(appliedView([view()], search('outcome=failure&range=this_week'))).toEqual({ view: view(), changed: false })
})

test('an opened view that says something else by now is changed', () => {
  const applied = appliedView([view()], search('view=1&range=this_week&q=outcome%3Afailure+spring'))
  expect(applied?.changed).toBe(true)
})

test('an opened view is the one shown, also where another says the same', () => {
  const twin = view({ id: '2', name: 'Twin' })
  const address = search(viewHref(search(''), twin))
  expect(appliedView([view(), twin], address)?.view.id).toBe('2')
})

test('a view that is not there any more, and no question at all, show none', () => {
  expect(appliedView([view()], search('view=9&q=x'))).toBeNull()
  expect(appliedView([view({ search: '' })], search(''))).toBeNull()
})

test('own views come before those of others, each by name', () => {
  const views = [view({ name: 'b' }), view({ name: 'A' }), view({ name: 'C', own: false })]
  const { own, shared } = sortedViews(views)
  expect([own, shared].map((some) => some.map(({ name }) => name))).toEqual([['A', 'b'], ['C']])
})
