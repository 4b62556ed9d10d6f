import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js'
import { TrpcProvider } from '../trpc/client.tsx'

/** The HTML that a server would send for a page of an app. */
export async function renderPage(page: ReactElement, address = '/audit-log'): Promise<string> {
  const handler = createStaticHandler([{ path: '*', element: <TrpcProvider>{page}</TrpcProvider> }])
  const context = await handler.query(new Request(`http://portal.test${address}`))
  if (context instanceof Response) throw new Error(`the page answered ${context.status}`)
  const router = createStaticRouter(handler.dataRoutes, context)
  return renderToString(<StaticRouterProvider router={router} context={context} hydrate={false} />)
}

/** What a reader reads: no tags, entities decoded, blanks as one. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
}

/** Whether there is a tag with all these attributes, in whatever order. */
export function hasTag(html: string, name: string, attributes: Record<string, string>): boolean {
  const tags = html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? []
  const wanted = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  return tags.some((tag) => wanted.every((attribute) => tag.includes(attribute)))
}
