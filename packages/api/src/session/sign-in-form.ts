import type { TRPCError } from '@trpc/server'
import { failureOf } from '../errors.ts'
import { ChoiceNeededError, type SignedIn } from './sign-in.ts'

/** What a sign-in form leads to; the same three for every app. */
export type SignInResult =
  | ({ step: 'done' } & SignedIn)
  | { step: 'organisation'; ticket: string; choices: { id: string; name: string }[] }
  | { step: 'password'; status: number; message: string; email: string }

interface SessionCaller {
  session: {
    signIn(input: { email: string; password: string }): Promise<SignedIn>
    chooseOrganisation(input: { ticket: string; organisation: string }): Promise<SignedIn>
  }
}

/**
 * Takes a posted sign-in form: `email` and `password`, or in the second step `ticket` and `organisation`.
 *
 * @throws what is a fault of ours.
 */
export async function submitSignIn(caller: SessionCaller, form: FormData): Promise<SignInResult> {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  try {
    const signedIn = form.has('ticket')
      ? await caller.session.chooseOrganisation({ ticket: field('ticket'), organisation: field('organisation') })
      : await caller.session.signIn({ email: field('email'), password: field('password') })
    return { step: 'done', ...signedIn }
  } catch (error) {
    const { cause } = error as TRPCError
    if (cause instanceof ChoiceNeededError) {
      const choices = cause.organisations.map(({ slug, name }) => ({ id: slug, name }))
      return { step: 'organisation', ticket: cause.ticket, choices }
    }
    const { status, message, fields } = failureOf(error)
    if (status >= 500) throw error
    return { step: 'password', status, message: Object.values(fields)[0] ?? message, email: field('email') }
  }
}
