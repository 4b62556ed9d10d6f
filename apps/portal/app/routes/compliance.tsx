import { type Tab, Tabs } from '@daybook/ui/shell'
import { Outlet, useRouteLoaderData } from '@remix-run/react'
import type { loader } from './signed-in.tsx'

/** The pages that belong to the log, side by side. */
export default function Compliance() {
  const me = useRouteLoaderData<typeof loader>('routes/signed-in')?.me
  return (
    <>
      <Tabs label="Compliance" tabs={tabsFor(me?.permissions ?? [])} />
      <Outlet />
    </>
  )
}

/** For display: what is left out here is refused by its procedure as well. */
function tabsFor(permissions: readonly string[]): Tab[] {
  const tabs: Tab[] = []
  if (permissions.includes('audit:read')) tabs.push({ label: 'Activity', href: '/audit-log' })
  if (permissions.includes('session:list')) tabs.push({ label: 'Sessions', href: '/sessions' })
  if (permissions.includes('export:list')) tabs.push({ label: 'Exports', href: '/exports' })
  return tabs
}
