import type { TRPCError } from '@trpc/server'
import { failureOf } from '../errors.ts'
import { TryAgainError } from './answer-challenge.ts'
import type { SignedIn, SignInChallenge, SignInOutcome } from './sign-in.ts'

/** What a sign-in form leads to; the same for every app. */
export type SignInResult =
  | SignedIn
  | (SignInChallenge & { status: number; message: string | null })
  | { step: 'password'; status: number; message: string; email: string }

interface SessionCaller {
  session: {
    signIn(input: { email: string; password: string }): Promise<SignInOutcome>
    chooseOrganisation(input: { challenge: string; organisation: string }): Promise<SignInOutcome>
    resendCode(input: { challenge: string }): Promise<SignInOutcome>
    confirmCode(input: { challenge: string; code: string }): Promise<SignInOutcome>
  }
}

/**
 * Takes a posted sign-in form: `email` and `password`; in a later step `challenge` and either `organisation` or `code`.
 *
 * @throws what is a fault of ours.
 */
export async function submitSignIn({ session }: SessionCaller, form: FormData): Promise<SignInResult> {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const challenge = field('challenge')
  try {
    const outcome = !form.has('challenge')
      ? await session.signIn({ email: field('email'), password: field('password') })
      : form.has('organisation')
        ? await session.chooseOrganisation({ challenge, organisation: field('organisation') })
        : form.has('resend')
          ? await session.resendCode({ challenge })
          : await session.confirmCode({ challenge, code: field('code') })
    return outcome.step === 'done' ? outcome : { ...outcome, status: 200, message: null }
  } catch (error) {
    const { status, message, fields } = failureOf(error)
    if (status >= 500) throw error
    const { cause } = error as TRPCError
    if (cause instanceof TryAgainError) return { ...cause.again, status, message }
    return { step: 'password', status, message: Object.values(fields)[0] ?? message, email: field('email') }
  }
}
