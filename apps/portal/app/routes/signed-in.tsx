import { readsAgain } from '@daybook/ui/activity-log'
import { ExportStatus, ExportsProvider } from '@daybook/ui/exports'
import { AppShell, type NavItem, type NavSection, themeFromCookie } from '@daybook/ui/shell'
import { useBrowserZone } from '@daybook/web/browser'
import { readZone } from '@daybook/web/remix'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
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

/** Opening an event beside the log, and other ways of looking at the same page, ask the server for nothing. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) => {
  const samePage = currentUrl.href !== nextUrl.href && !readsAgain(currentUrl, nextUrl)
  return samePage ? false : defaultShouldRevalidate
}

export default function SignedIn() {
  const { me, theme, zone, now } = useLoaderData<typeof loader>()
  useBrowserZone(zone)
  return (
    <ExportsProvider
      allowed={me.permissions.includes('export:create')}
      level={me.permissions.includes('audit:evidence') ? 'evidence' : 'log'}
      evidenceReaders="Client Admins"
      zone={zone}
      now={now}
      href="/exports"
    >
      <AppShell
        app="portal"
        organisation={me.organisation.name}
        navigation={navigationFor(me.permissions)}
        me={{ name: me.name, email: me.email, role: me.roleName }}
        zone={zone}
        now={now}
        theme={theme}
        status={<ExportStatus />}
      >
        <Outlet />
      </AppShell>
    </ExportsProvider>
  )
}

/** For display: what is left out here is refused by its procedure as well. */
function navigationFor(permissions: readonly string[]): NavSection[] {
  const account: NavSection = { label: null, items: [{ label: 'Your account', href: '/account', icon: 'account' }] }
  const compliance: NavItem[] = []
  if (permissions.includes('audit:read'))
    compliance.push({ label: 'Activity log', href: '/audit-log', icon: 'activity' })
  if (permissions.includes('session:list')) compliance.push({ label: 'Sessions', href: '/sessions', icon: 'sessions' })
  if (permissions.includes('export:list')) compliance.push({ label: 'Exports', href: '/exports', icon: 'exports' })
  return compliance.length > 0 ? [{ label: 'Compliance', items: compliance }, account] : [account]
}

export { RouteFailure as ErrorBoundary } from '@daybook/ui/shell'
