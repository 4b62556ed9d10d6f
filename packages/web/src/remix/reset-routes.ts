import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { Door } from './door.ts'

type ResetResult = { done: true } | { done: false; message: string; status: number }
type Submit<Caller> = (caller: Caller, form: FormData) => Promise<ResetResult>

/** Asks for the link by which a new password is chosen. The answer does not depend on who has an account. */
export function forgotPasswordAction<Caller>(door: Door<Caller>, submit: Submit<Caller>) {
  return async (args: ActionFunctionArgs) => {
    const result = await submitted(door, args, submit)
    const { message, status } = result.done ? { message: null, status: 200 } : result
    return data({ sent: result.done, error: message }, { status })
  }
}

/** The link's token goes into the form. Whether it is good is told when it is used. */
export function resetPasswordLoader({ request }: LoaderFunctionArgs) {
  return { token: (new URL(request.url).searchParams.get('token') ?? '').slice(0, 200) }
}

export function resetPasswordAction<Caller>(door: Door<Caller>, submit: Submit<Caller>) {
  return async (args: ActionFunctionArgs) => {
    const result = await submitted(door, args, submit)
    if (result.done) throw redirect('/sign-in?ended=password_reset')
    return data({ error: result.message }, { status: result.status })
  }
}

async function submitted<Caller>(door: Door<Caller>, args: ActionFunctionArgs, submit: Submit<Caller>) {
  const form = await args.request.formData()
  const { caller } = await door.open(args)
  return submit(caller, form).catch((error: unknown) => {
    throw door.answer(error, args)
  })
}
