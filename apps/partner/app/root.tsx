import { ErrorPage, themeFromCookie } from '@daybook/ui/shell'
import { TrpcProvider } from '@daybook/ui/trpc'
import { useNonce } from '@daybook/web/browser'
import { requestContext } from '@daybook/web/remix'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
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

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const data = useRouteLoaderData<typeof loader>('root')
  return (
    <html lang="en" data-theme={data?.theme ?? 'system'} data-app="partner">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
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
  const error = useRouteError()
  const data = useRouteLoaderData<typeof loader>('root')
  const status = isRouteErrorResponse(error) ? error.status : 500
  return (
    <main className="px-4">
      <ErrorPage status={status} requestId={data?.requestId ?? null} />
    </main>
  )
}
