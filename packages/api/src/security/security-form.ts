import type { TRPCError } from '@trpc/server'
import { failureOf, type StepUp } from '../errors.ts'
import type { MailEnrolment } from './mail-router.ts'
import { EnrolAgainError, type Enrolled, type Enrolment } from './router.ts'

/** What a form of the security page leads to. `message` is what went wrong, for `about`. */
export type SecurityResult =
  | { step: 'enrolment'; enrolment: Enrolment; message: string | null; status: number }
  | { step: 'codes'; recoveryCodes: string[]; renewed: { token: string; expiresAt: Date } | null }
  /** A code was sent by mail. */
  | { step: 'mail'; challenge: string; address: string; message: string | null; status: number }
  | { step: 'mailing'; renewed: { token: string; expiresAt: Date } }
  | { step: 'password'; renewed: { token: string; expiresAt: Date } }
  /** Asked for: a code or the password, and then `intent` again. */
  | { step: 'confirm'; intent: string; needs: StepUp; message: string | null; status: number }
  | { step: 'others-ended'; count: number }
  | { step: 'removed'; signedOut: boolean }
  | { step: 'refused'; about: string; message: string; status: number }

interface SecurityCaller {
  stepUp: { confirm(input: { proof: string }): Promise<unknown> }
  password: { change(input: { current: string; password: string }): Promise<{ token: string; expiresAt: Date }> }
  mailCodes: {
    start(input: { password: string }): Promise<MailEnrolment>
    confirm(input: { challenge: string; code: string }): Promise<{ token: string; expiresAt: Date }>
    remove(input: { password: string }): Promise<unknown>
  }
  security: {
    startEnrolment(input: { password: string }): Promise<Enrolment>
    confirmEnrolment(input: { challenge: string; code: string }): Promise<Enrolled>
    replaceRecoveryCodes(input: { code: string }): Promise<{ recoveryCodes: string[] }>
    endOtherSessions(): Promise<{ ended: number }>
    removeSecondFactor(input: { code: string }): Promise<{ signedOut: boolean }>
  }
}

/**
 * Takes a posted form of the security page; `intent` says which.
 *
 * @throws what is a fault of ours.
 */
export async function submitSecurity(
  { security, mailCodes, password, stepUp }: SecurityCaller,
  form: FormData,
): Promise<SecurityResult> {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const intent = field('intent')
  try {
    // Without scripts there is no dialog: the page asks, and the form comes back with the answer.
    if (form.has('proof')) await stepUp.confirm({ proof: field('proof') })
    switch (intent) {
      case 'enrol': {
        const enrolment = await security.startEnrolment({ password: field('password') })
        return { step: 'enrolment', enrolment, message: null, status: 200 }
      }
      case 'confirm': {
        const { recoveryCodes, ...renewed } = await security.confirmEnrolment({
          challenge: field('challenge'),
          code: field('code'),
        })
        return { step: 'codes', recoveryCodes, renewed }
      }
      case 'codes': {
        const { recoveryCodes } = await security.replaceRecoveryCodes({ code: field('code') })
        return { step: 'codes', recoveryCodes, renewed: null }
      }
      case 'remove':
        return { step: 'removed', ...(await security.removeSecondFactor({ code: field('code') })) }
      case 'mail':
        return {
          step: 'mail',
          ...(await mailCodes.start({ password: field('password') })),
          ...{ message: null, status: 200 },
        }
      case 'confirm-mail': {
        const renewed = await mailCodes.confirm({ challenge: field('challenge'), code: field('code') })
        return { step: 'mailing', renewed }
      }
      case 'password': {
        const renewed = await password.change({ current: field('current'), password: field('password') })
        return { step: 'password', renewed }
      }
      case 'end-others':
        return { step: 'others-ended', count: (await security.endOtherSessions()).ended }
      case 'remove-mail':
        await mailCodes.remove({ password: field('password') })
        return { step: 'removed', signedOut: false }
      default:
        return { step: 'refused', about: '', message: 'This form is not known here.', status: 400 }
    }
  } catch (error) {
    const { status, message, fields, stepUp: needs } = failureOf(error)
    if (needs) return { step: 'confirm', intent, needs, message: null, status }
    if (form.has('proof') && status === 403) {
      const needed = field('needs') === 'totp' ? 'totp' : 'password'
      return { step: 'confirm', intent, needs: needed, message, status }
    }
    if (status >= 500 || status === 401) throw error
    const { cause } = error as TRPCError
    if (cause instanceof EnrolAgainError) return { step: 'enrolment', enrolment: cause.enrolment, message, status }
    // The same code can be tried again, until the challenge says that it is over.
    if (intent === 'confirm-mail' && status === 403) {
      return { step: 'mail', challenge: field('challenge'), address: field('address'), message, status }
    }
    return { step: 'refused', about: intent, message: Object.values(fields)[0] ?? message, status }
  }
}
