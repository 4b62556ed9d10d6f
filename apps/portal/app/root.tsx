import { AppDocument, RouteFailure, themeFromCookie } from '@daybook/ui/shell'
import { TrpcProvider } from '@daybook/ui/trpc'
import { useNonce } from '@daybook/web/browser'
import { requestContext } from '@daybook/web/remix'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Outlet, type ShouldRevalidateFunction, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import styles from './app.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = () => [{ title: 'Daybook' }]

export function loader({ request, context }: LoaderFunctionArgs) {
  const theme = themeFromCookie(request.headers.get('cookie'))
  return { theme, requestId: requestContext(context).requestId }
}

/** Another part of the same page changes nothing here; going where one is may have a reason. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  currentUrl.pathname === nextUrl.pathname && currentUrl.href !== nextUrl.href ? false : defaultShouldRevalidate

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  return (
    <AppDocument app="portal" theme={data?.theme ?? 'system'} nonce={useNonce()}>
      {children}
    </AppDocument>
  )
}

export default function Root() {
  return (
    <TrpcProvider>
      <Outlet />
    </TrpcProvider>
  )
}

export function ErrorBoundary() {
  return <RouteFailure requestId={useRouteLoaderData<typeof loader>('root')?.requestId ?? null} />
}
