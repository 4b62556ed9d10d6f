import { expect, test } from 'vitest'
import { hasTag, renderPage } from '../../testing/render.tsx'
import { FilterProvider } from './filter-context.tsx'
import { ValueActions } from './value-actions.tsx'

const action = <ValueActions queryKey="action" value="user.created" label="user.created" />

test('a value can be asked for alone or left out, beside what is asked already', async () => {
  const html = await renderPage(
    <FilterProvider filter={{ range: 'today', q: 'action:a,b spring' }}>{action}</FilterProvider>,
    '/audit-log?client=acme&range=today&q=action:a,b+spring',
  )
  const only = '/audit-log?client=acme&amp;range=today&amp;q=action%3Auser.created+spring'
  const out = '/audit-log?client=acme&amp;range=today&amp;q=action%3Aa%2Cb+spring+-action%3Auser.created'
  expect(hasTag(html, 'a', { href: only, 'aria-label': 'Only Action user.created' })).toBe(true)
  expect(hasTag(html, 'a', { href: out, 'aria-label': 'Leave out Action user.created' })).toBe(true)
})

test('what is asked for alone already is not offered again', async () => {
  const html = await renderPage(<FilterProvider filter={{ q: 'action:user.created' }}>{action}</FilterProvider>)
  expect(html).not.toContain('Only Action')
  expect(html).toContain('Leave out Action')
})

test('on an event’s own page they lead to the log', async () => {
  const html = await renderPage(
    <FilterProvider filter={{}} logPath="/audit-log">
      {action}
    </FilterProvider>,
    '/audit-log/7?tenant=acme',
  )
  expect(html).toContain('href="/audit-log?tenant=acme&amp;q=action%3Auser.created"')
})

test('where there is no log to ask, there is nothing to press', async () => {
  expect(await renderPage(<p>{action}</p>)).not.toContain('<a')
})
