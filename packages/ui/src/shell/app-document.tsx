import { isRouteErrorResponse, Links, Meta, Scripts, ScrollRestoration, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorPage } from './pages.tsx'
import type { AppName, Theme } from './types.ts'

export interface AppDocumentProps {
  app: AppName
  theme: Theme
  /** Of this response, for its scripts. */
  nonce: string | undefined
  children: ReactNode
}

/** The document of every page. */
export function AppDocument({ app, theme, nonce, children }: AppDocumentProps) {
  return (
    <html lang="en" data-theme={theme} data-app={app}>
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

/** The error boundary of an app: what happened in words, and the id that leads to it in the log. */
export function RouteFailure({ requestId = null }: { requestId?: string | null }) {
  const error = useRouteError()
  const failure = isRouteErrorResponse(error) ? error : null
  return (
    <main className="px-4">
      <ErrorPage status={failure?.status ?? 500} requestId={requestIdOf(failure?.data) ?? requestId} />
    </main>
  )
}

function requestIdOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('requestId' in data)) return null
  return typeof data.requestId === 'string' ? data.requestId : null
}
