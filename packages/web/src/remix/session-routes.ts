import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { SessionCookie } from './cookies.ts'
import type { Door } from './door.ts'
import { endingNotice, endings } from './ending-notice.ts'
import { safePath } from './safe-redirect.ts'
import { readZone } from './zone.ts'

/** What an authenticator is given its secret with. */
export type SecretOffer = { secret: string; uri: string; qr: { size: number; path: string } }

/** What a posted sign-in form leads to. */
export type SignInResult =
  | { step: 'done'; token: string; expiresAt: Date; device: string; recoveryCodes: string[] | null }
  | ({ challenge: string; status: number; message: string | null } & (
      | { step: 'organisation'; choices: { id: string; name: string }[] }
      | { step: 'code' }
      | { step: 'mail'; address: string }
      | { step: 'enrolment'; offer: SecretOffer }
    ))
  | { step: 'password'; status: number; message: string; email: string }

/** What the page shows next. `carry` is posted back with the answer. */
export type SignInStep =
  | { name: 'password'; email: string }
  | { name: 'organisation'; choices: { id: string; name: string }[]; carry: { challenge: string } }
  | { name: 'code'; carry: { challenge: string } }
  | { name: 'mail'; address: string; carry: { challenge: string } }
  | { name: 'enrolment'; offer: SecretOffer; carry: { challenge: string } }
  /** Signed in; the codes are seen this once. */
  | { name: 'codes'; codes: string[]; next: string }

/** Browsers keep a cookie for 400 days at the most. */
const deviceSeconds = 400 * 86_400

/** The sign-in page's loader: why somebody is here, and where to afterwards. Whoever is signed in goes there at once. */
export function signInLoader<Caller>(door: Door<Caller>, cookie: SessionCookie) {
  return async ({ request, context }: LoaderFunctionArgs) => {
    const { searchParams } = new URL(request.url)
    const next = safePath(searchParams.get('next'))
    const { session } = await door.open({ request, context })
    if (session.status === 'live') throw redirect(next)
    const zone = readZone(request) ?? 'UTC'
    if (session.status !== 'ended') {
      return data({ next, notice: endings[searchParams.get('ended') ?? ''] ?? null, zone })
    }
    // Told once: who comes back to this page comes to sign in.
    const headers = context.hasSignedIn ? new Headers() : new Headers({ 'Set-Cookie': cookie.clear() })
    return data({ next, notice: endingNotice(session, zone), zone }, { headers })
  }
}

/** Takes the sign-in form, in each of its steps. With `securityAction`, what gives out the session's cookie. */
export function signInAction<Caller>(
  door: Door<Caller>,
  {
    cookie,
    device,
    submit,
  }: {
    cookie: SessionCookie
    device: SessionCookie
    submit: (caller: Caller, form: FormData) => Promise<SignInResult>
  },
) {
  return async ({ request, context }: ActionFunctionArgs) => {
    const form = await request.formData()
    const { caller } = await door.open({ request, context })
    const result = await submit(caller, form).catch((error: unknown) => {
      throw door.answer(error, { request, context })
    })
    if (result.step === 'done') {
      context.hasSignedIn = true
      const next = safePath(form.get('next'))
      const headers = new Headers()
      headers.append('Set-Cookie', cookie.serialize(result.token, { maxAgeSeconds: secondsUntil(result.expiresAt) }))
      headers.append('Set-Cookie', device.serialize(result.device, { maxAgeSeconds: deviceSeconds }))
      if (result.recoveryCodes === null) throw redirect(next, { headers })
      const step: SignInStep = { name: 'codes', codes: result.recoveryCodes, next }
      return data({ step, error: null }, { headers })
    }
    const error = result.message
    return data({ step: stepOf(result), error }, { status: result.status })
  }
}

function stepOf(result: Exclude<SignInResult, { step: 'done' }>): SignInStep {
  if (result.step === 'password') return { name: 'password', email: result.email }
  const carry = { challenge: result.challenge }
  if (result.step === 'organisation') return { name: 'organisation', choices: result.choices, carry }
  if (result.step === 'mail') return { name: 'mail', address: result.address, carry }
  return result.step === 'code' ? { name: 'code', carry } : { name: 'enrolment', offer: result.offer, carry }
}

export function secondsUntil(moment: Date): number {
  return (moment.getTime() - Date.now()) / 1000
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
