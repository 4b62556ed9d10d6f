import { type AppLoadContext, data, redirect } from '@remix-run/node'
import type { SessionCookie } from './cookies.ts'
import { requestContext } from './request-context.ts'
import { type RequestInfo, requestInfo } from './request-info.ts'
import { safePath } from './safe-redirect.ts'

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Set by an action that gave the session another token: the loaders of the same request still have the old one. */
    renewedToken?: string
    /** Set by an action that began a session: a loader of the same request must not take its cookie back. */
    hasSignedIn?: true
  }
}

export type SessionEnding = {
  status: 'ended'
  reason: string
  at: Date
  by: { own: true } | { own: false; name: string | null } | null
  note: string | null
}

type Reading = { status: 'live' } | SessionEnding | { status: 'none' }

interface RequestState {
  session: Reading
}

/** What an app's procedures look like from its pages; which procedures there are is not this package's business. */
export type PageApi<State extends RequestState, Caller> = {
  context(request: {
    token: string | null
    device: string | null
    info: RequestInfo
    report: (fault: unknown, procedure: string | undefined) => void
  }): Promise<State>
  caller(state: State): Caller
  handle(request: Request, state: State): Promise<Response>
}

/** What may be told of a failed call. */
export type CallFailure = { status: number; message: string }

export type RemixArgs = { request: Request; context: AppLoadContext }

export type Door<Caller> = {
  /** The procedures as whoever sent the request, signed in or not. */
  open(args: RemixArgs): Promise<{ caller: Caller; session: Reading }>
  /** The same for pages of people who are signed in: anybody else is sent to `/sign-in`, and back here afterwards. */
  enter(args: RemixArgs): Promise<Caller>
  /** Answers what is not a page: data requests under `/api/trpc`. */
  handle(args: RemixArgs): Promise<Response>
  /** What a failed call means for a page: thrown, it ends in the sign-in page or in the error boundary with its status. */
  answer(error: unknown, args: RemixArgs): Promise<Response> | Response | ReturnType<typeof data>
}

/** Leads a Remix app's loaders and actions to its procedures. One per app. */
export function createDoor<State extends RequestState, Caller>(options: {
  api: PageApi<State, Caller>
  cookie: SessionCookie
  device: SessionCookie
  failureOf: (error: unknown) => CallFailure
}): Door<Caller> {
  const { api, cookie, device, failureOf } = options

  function stateOf({ request, context }: RemixArgs): Promise<State> {
    const info = requestInfo(request, context)
    const report = (fault: unknown, procedure: string | undefined) => {
      const fields = { err: fault, requestId: info.requestId, procedure }
      if (context.logger) context.logger.error(fields, 'a procedure failed')
      else console.error(fields)
    }
    return api.context({
      token: context.renewedToken ?? cookie.read(request),
      device: device.read(request),
      info,
      report,
    })
  }

  return {
    async open(args) {
      const state = await stateOf(args)
      return { caller: api.caller(state), session: state.session }
    },
    async enter(args) {
      const state = await stateOf(args)
      if (state.session.status === 'live') return api.caller(state)
      throw signInRedirect(args.request, cookie, state.session)
    },
    async handle({ request, context }) {
      // Remix's copy of the request loses the signal of the connection; see `RequestContext.signal`.
      Object.defineProperty(request, 'signal', { value: requestContext(context).signal })
      return api.handle(request, await stateOf({ request, context }))
    },
    answer(error, { request, context }) {
      if (error instanceof Response) return error
      const { status, message } = failureOf(error)
      if (status === 401) return signInRedirect(request, cookie, { status: 'none' })
      return data({ message, requestId: requestContext(context).requestId }, { status })
    },
  }
}

/**
 * The cookie of a session that has ended is left for the sign-in page, which tells by it who ended the session and why,
 * and removes it. An address could be made up by anybody, and so says no more than what kind of end it was.
 */
function signInRedirect(request: Request, cookie: SessionCookie, session: Reading): Response {
  const { pathname, search } = new URL(request.url)
  const next = safePath(`${pathname.replace(/\.data$/, '')}${search}`)
  const query = new URLSearchParams(next === '/' ? {} : { next })
  if (session.status === 'ended' && session.reason !== 'signed_out') query.set('ended', session.reason)
  const to = query.size > 0 ? `/sign-in?${query}` : '/sign-in'
  const isUseless = session.status !== 'ended' && cookie.read(request) !== null
  return redirect(to, { headers: isUseless ? { 'Set-Cookie': cookie.clear() } : {} })
}
