import { PassThrough } from 'node:stream'
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceProvider } from '../browser/nonce.tsx'
import { requestContext } from './request-context.ts'

/** Milliseconds a loader's promise may still be open after its page was sent. Remix reads it from the server entry. */
export const streamTimeout = 5_000

/** Rendering itself gets a second more, so that the boundaries of rejected promises still arrive. */
const renderTimeout = streamTimeout + 1_000

/** Renders a page with the nonce of its response. The default export of an app's `entry.server.tsx`. */
export function handleDocument(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce, signal } = requestContext(context)
  // Crawlers do not wait for what is streamed in later, and a page that is not an SPA has nothing to stream.
  const waitsForAll = remix.isSpaMode || isbot(request.headers.get('user-agent') ?? '')

  return new Promise((resolve, reject) => {
    let isShellSent = false
    let finalStatus = status

    function send() {
      isShellSent = true
      const body = new PassThrough()
      headers.set('Content-Type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { status: finalStatus, headers }))
      pipe(body)
    }

    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider nonce={nonce}>
        <RemixServer context={remix} url={request.url} abortDelay={renderTimeout} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        onShellReady: waitsForAll ? undefined : send,
        onAllReady: waitsForAll ? send : undefined,
        onShellError: reject,
        onError(error) {
          finalStatus = 500
          // Before the shell is out, the same error rejects this promise and reaches `handleError`.
          if (isShellSent) report(error, request, context)
        },
      },
    )
    const timer = setTimeout(() => abort(new Error('rendering took too long')), renderTimeout)
    timer.unref()
    signal.addEventListener('abort', () => abort(signal.reason), { once: true })
  })
}

/** Logs what went wrong in a loader, an action or the router, once; not what is nobody's fault. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (isRouteErrorResponse(error) && error.status < 500) return
  report(error, request, context)
}

function report(error: unknown, request: Request, context: AppLoadContext): void {
  const { signal, requestId } = requestContext(context)
  // The client has left: whatever fails now fails because of that.
  if (signal.aborted || request.signal.aborted) return

  const cause = isRouteErrorResponse(error) && 'error' in error ? error.error : error
  const fields = { err: cause, requestId, method: request.method, path: new URL(request.url).pathname }
  if (context.logger === undefined) console.error(cause)
  else context.logger.error(fields, 'a page failed')
}
