import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import type { SessionCookie } from './cookies.ts'
import type { Door } from './door.ts'
import { type SecretOffer, secondsUntil } from './session-routes.ts'

/** What a posted form of the security page leads to. */
export type SecurityResult =
  | {
      step: 'enrolment'
      enrolment: { challenge: string; offer: SecretOffer }
      message: string | null
      status: number
    }
  | { step: 'codes'; recoveryCodes: string[]; renewed: { token: string; expiresAt: Date } | null }
  | { step: 'mail'; challenge: string; address: string; message: string | null; status: number }
  | { step: 'mailing'; renewed: { token: string; expiresAt: Date } }
  | { step: 'password'; renewed: { token: string; expiresAt: Date } }
  | { step: 'confirm'; intent: string; needs: 'totp' | 'password'; message: string | null; status: number }
  | { step: 'others-ended'; count: number }
  | { step: 'removed'; signedOut: boolean }
  | { step: 'refused'; about: string; message: string; status: number }

/** What the page shows next. */
export type SecurityStep =
  | { name: 'enrolment'; challenge: string; offer: SecretOffer; error: string | null }
  | { name: 'codes'; codes: string[] }
  | { name: 'mail'; challenge: string; address: string; error: string | null }
  | { name: 'mailing' }
  | { name: 'password' }
  | { name: 'confirm'; intent: string; needs: 'totp' | 'password'; error: string | null }
  | { name: 'others-ended'; count: number }
  | { name: 'removed' }
  | { name: 'refused'; about: string; error: string }

/** Takes the forms of the security page. A session that goes on under a new token gets its cookie here. */
export function securityAction<Caller>(
  door: Door<Caller>,
  { cookie, submit }: { cookie: SessionCookie; submit: (caller: Caller, form: FormData) => Promise<SecurityResult> },
) {
  return async (args: ActionFunctionArgs) => {
    const form = await args.request.formData()
    const caller = await door.enter(args)
    const result = await submit(caller, form).catch((error: unknown) => {
      throw door.answer(error, args)
    })
    switch (result.step) {
      case 'enrolment': {
        const { enrolment, message, status } = result
        const step: SecurityStep = { name: 'enrolment', ...enrolment, error: message }
        return data({ step }, { status })
      }
      case 'codes': {
        const { renewed, recoveryCodes: codes } = result
        const step: SecurityStep = { name: 'codes', codes }
        return renewed === null ? data({ step }) : data({ step }, { headers: renew(args, cookie, renewed) })
      }
      case 'mail': {
        const { challenge, address, message, status } = result
        const step: SecurityStep = { name: 'mail', challenge, address, error: message }
        return data({ step }, { status })
      }
      case 'password': {
        const step: SecurityStep = { name: 'password' }
        return data({ step }, { headers: renew(args, cookie, result.renewed) })
      }
      case 'confirm': {
        const { intent, needs, message, status } = result
        const step: SecurityStep = { name: 'confirm', intent, needs, error: message }
        return data({ step }, { status })
      }
      case 'others-ended': {
        const step: SecurityStep = { name: 'others-ended', count: result.count }
        return data({ step })
      }
      case 'mailing': {
        const step: SecurityStep = { name: 'mailing' }
        return data({ step }, { headers: renew(args, cookie, result.renewed) })
      }
      case 'removed': {
        if (result.signedOut)
          throw redirect('/sign-in?ended=factor_reset', { headers: { 'Set-Cookie': cookie.clear() } })
        const step: SecurityStep = { name: 'removed' }
        return data({ step })
      }
      case 'refused': {
        const step: SecurityStep = { name: 'refused', about: result.about, error: result.message }
        return data({ step }, { status: result.status })
      }
    }
  }
}

/** The session goes on under another token, for the browser and for what else answers this request. */
function renew(
  { context }: ActionFunctionArgs,
  cookie: SessionCookie,
  { token, expiresAt }: { token: string; expiresAt: Date },
): HeadersInit {
  context.renewedToken = token
  return { 'Set-Cookie': cookie.serialize(token, { maxAgeSeconds: secondsUntil(expiresAt) }) }
}
