import { expect, test } from 'vitest'
import { now, zone } from '../testing/events.ts'
import { hasTag, renderPage, textOf } from '../testing/render.tsx'
import { AppShell, type AppShellProps } from './app-shell.tsx'
import { ErrorPage, RefusedPage } from './pages.tsx'
import { themeFromCookie } from './theme.ts'

function shell(part: Partial<AppShellProps> = {}) {
  return (
    <AppShell
      app="portal"
      organisation="Acme GmbH"
      navigation={[
        {
          label: 'Compliance',
          items: [
            { label: 'Activity log', href: '/audit-log', icon: 'activity' },
            { label: 'Sessions', href: '/sessions', icon: 'sessions' },
          ],
        },
      ]}
      me={{ name: 'Maria Lopez', email: 'maria@acme.test', role: 'Client Admin' }}
      zone={zone}
      now={now}
      theme="system"
      {...part}
    >
      <p>inside</p>
    </AppShell>
  )
}

test('the frame names the house, the organisation, the zone and me, and marks the current page', async () => {
  const html = await renderPage(shell(), '/audit-log/7')
  expect(html).toContain('data-app="portal"')
  expect(textOf(html)).toContain('Acme GmbH')
  expect(textOf(html)).toContain('14:03Berlin')
  expect(textOf(html)).toContain('maria@acme.test')
  expect(hasTag(html, 'a', { href: '/audit-log', 'aria-current': 'page' })).toBe(true)
  expect(hasTag(html, 'a', { href: '/sessions', 'aria-current': 'page' })).toBe(false)
})

test('the frame works without scripts: the menu is a popover, signing out a form', async () => {
  const html = await renderPage(shell())
  expect(html).toContain('popovertarget="navigation"')
  expect(html).toMatch(/<nav id="navigation" popover="auto"/)
  expect(html).toContain('<form method="post" action="/sign-out"')
  expect(html).not.toMatch(/\sstyle=/)
})

test('a keyboard reaches the content first', async () => {
  const html = await renderPage(shell())
  expect(html.indexOf('href="#main"')).toBeLessThan(html.indexOf('<header'))
  expect(html).toContain('<main id="main" tabindex="-1"')
})

test('a refusal says what, why and who can help', async () => {
  const refusal = {
    what: 'the activity log',
    helper: 'A Client Admin of Acme',
    role: 'Client Staff',
    requestId: 'req_1',
  }
  const text = textOf(await renderPage(<RefusedPage {...refusal} />))
  expect(text).toContain('You can’t open the activity log')
  expect(text).toContain('You are signed in as Client Staff')
  expect(text).toContain('A Client Admin of Acme can look something up for you')
  expect(text).toContain('req_1')
})

test.each([404, 500, 503, 418])('an error page for %i has words and the request to ask about', async (status) => {
  const text = textOf(await renderPage(<ErrorPage status={status} requestId="req_9" />))
  expect(text).toContain(`Error ${status}`)
  expect(text).toContain('req_9')
})

test.each([
  ['daybook-theme=dark', 'dark'],
  ['a=b; daybook-theme=light; c=d', 'light'],
  ['not-daybook-theme=dark', 'system'],
  ['daybook-theme=purple', 'system'],
  [null, 'system'],
])('of the cookie %s the theme is %s', (header, theme) => {
  expect(themeFromCookie(header)).toBe(theme)
})
