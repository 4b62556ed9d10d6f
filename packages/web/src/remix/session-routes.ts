import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { SessionCookie } from './cookies.ts'
import type { Door } from './door.ts'
import { safePath } from './safe-redirect.ts'
import { readZone } from './zone.ts'

/** What a posted sign-in form leads to. */
export type SignInResult =
  | { step: 'done'; token: string; expiresAt: Date }
  | { step: 'organisation'; ticket: string; choices: { id: string; name: string }[] }
  | { step: 'password'; status: number; message: string; email: string }

/** What the page shows next. `carry` is posted back with the choice. */
export type SignInStep =
  | { name: 'password'; email: string }
  | { name: 'organisation'; choices: { id: string; name: string }[]; carry: { ticket: string } }

const endings: Record<string, string> = {
  expired: 'Your session has expired. Sign in to go on.',
  revoked: 'Your session was ended by an administrator.',
  password_changed: 'Your password was changed, which ended your other sessions.',
  role_changed: 'Your role was changed. Sign in again to use it.',
  suspended: 'Your account is suspended.',
}

/** The sign-in page's loader: why somebody is here, and where to afterwards. Whoever is signed in goes there at once. */
export function signInLoader<Caller>(door: Door<Caller>) {
  return async ({ request, context }: LoaderFunctionArgs) => {
    const { searchParams } = new URL(request.url)
    const next = safePath(searchParams.get('next'))
    const { session } = await door.open({ request, context })
    if (session.status === 'live') throw redirect(next)
    const ending = session.status === 'ended' ? session.reason : (searchParams.get('ended') ?? '')
    return { next, notice: endings[ending] ?? null, zone: readZone(request) ?? 'UTC' }
  }
}

/** Takes the sign-in form, in both its steps. The only place that gives out the session's cookie. */
export function signInAction<Caller>(
  door: Door<Caller>,
  { cookie, submit }: { cookie: SessionCookie; submit: (caller: Caller, form: FormData) => Promise<SignInResult> },
) {
  return async ({ request, context }: ActionFunctionArgs) => {
    const form = await request.formData()
    const { caller } = await door.open({ request, context })
    const result = await submit(caller, form).catch((error: unknown) => {
      throw door.answer(error, { request, context })
    })
    if (result.step === 'done') {
      const maxAgeSeconds = (result.expiresAt.getTime() - Date.now()) / 1000
      const headers = { 'Set-Cookie': cookie.serialize(result.token, { maxAgeSeconds }) }
      throw redirect(safePath(form.get('next')), { headers })
    }
    if (result.step === 'organisation') {
      const step: SignInStep = { name: 'organisation', choices: result.choices, carry: { ticket: result.ticket } }
      return data({ step, error: null })
    }
    const step: SignInStep = { name: 'password', email: result.email }
    return data({ step, error: result.message }, { status: result.status })
  }
}

/** Ends the session and takes the cookie back, also that of a session that had ended already. */
export function signOutAction<Caller extends { session: { signOut(): Promise<unknown> } }>(
  door: Door<Caller>,
  cookie: SessionCookie,
) {
  return async ({ request, context }: ActionFunctionArgs) => {
    const { caller, session } = await door.open({ request, context })
    try {
      if (session.status === 'live') await caller.session.signOut()
    } catch (error) {
      throw door.answer(error, { request, context })
    }
    const headers = new Headers({ 'Set-Cookie': cookie.clear() })
    // What the browser has kept of the pages goes with the session; the theme and the zone may stay.
    headers.set('Clear-Site-Data', '"cache"')
    return redirect('/sign-in', { headers })
  }
}
