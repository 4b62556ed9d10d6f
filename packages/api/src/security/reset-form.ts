import { failureOf } from '../errors.ts'

interface ResetCaller {
  password: {
    requestReset(input: { email: string }): Promise<unknown>
    reset(input: { token: string; password: string }): Promise<unknown>
  }
}

/** `done`, or what is wrong with what was entered. */
export type ResetResult = { done: true } | { done: false; message: string; status: number }

/**
 * Takes the form of whoever has forgotten their password: `email`; or with the link of the message, `token` and
 * `password`.
 *
 * @throws what is a fault of ours.
 */
export async function submitReset({ password }: ResetCaller, form: FormData): Promise<ResetResult> {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  try {
    if (form.has('token')) await password.reset({ token: field('token'), password: field('password') })
    else await password.requestReset({ email: field('email') })
    return { done: true }
  } catch (error) {
    const { status, message, fields } = failureOf(error)
    if (status >= 500) throw error
    return { done: false, status, message: Object.values(fields)[0] ?? message }
  }
}
