import { AppShell, type NavSection, themeFromCookie } from '@daybook/ui/shell'
import { useBrowserZone } from '@daybook/web/browser'
import { readZone } from '@daybook/web/remix'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import { door } from '../portal.server.ts'

/** The frame of the pages. Each page asks for itself who may see it: this loader guards nothing but the frame. */
export async function loader(args: LoaderFunctionArgs) {
  const { request } = args
  const caller = await door.enter(args)
  const me = await caller.session.current()
  return {
    me,
    theme: themeFromCookie(request.headers.get('cookie')),
    zone: me.timeZone ?? readZone(request) ?? 'UTC',
    now: new Date().toISOString(),
  }
}

export default function SignedIn() {
  const { me, theme, zone, now } = useLoaderData<typeof loader>()
  useBrowserZone(zone)
  return (
    <AppShell
      app="portal"
      organisation={me.organisation.name}
      navigation={navigationFor(me.permissions)}
      me={{ name: me.name, email: me.email, role: me.roleName }}
      zone={zone}
      now={now}
      theme={theme}
    >
      <Outlet />
    </AppShell>
  )
}

/** For display: what is left out here is refused by its procedure as well. */
function navigationFor(permissions: readonly string[]): NavSection[] {
  const account: NavSection = { label: null, items: [{ label: 'Your account', href: '/account', icon: 'account' }] }
  if (!permissions.includes('audit:read')) return [account]
  return [{ label: 'Compliance', items: [{ label: 'Activity log', href: '/audit-log', icon: 'activity' }] }, account]
}

export { RouteFailure as ErrorBoundary } from '@daybook/ui/shell'
