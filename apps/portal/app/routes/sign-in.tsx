import { submitSignIn } from '@daybook/api/server'
import { SignInPage, type SignInStep } from '@daybook/ui/sign-in'
import { useBrowserZone } from '@daybook/web/browser'
import { readZone, safePath } from '@daybook/web/remix'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { cookie, door } from '../portal.server.ts'

export const meta: MetaFunction = () => [{ title: 'Sign in · Daybook' }]

const endings: Record<string, string> = {
  expired: 'Your session has expired. Sign in to go on.',
  revoked: 'Your session was ended by an administrator.',
  password_changed: 'Your password was changed, which ended your other sessions.',
  role_changed: 'Your role was changed. Sign in again to use it.',
  suspended: 'Your account is suspended.',
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const next = safePath(searchParams.get('next'))
  const { session } = await door.open({ request, context })
  if (session.status === 'live') throw redirect(next)
  const ending = session.status === 'ended' ? session.reason : (searchParams.get('ended') ?? '')
  return { next, notice: endings[ending] ?? null, zone: readZone(request) ?? 'UTC' }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const { caller } = await door.open({ request, context })
  try {
    const result = await submitSignIn(caller, form)
    if (result.step === 'done') {
      const maxAgeSeconds = (result.expiresAt.getTime() - Date.now()) / 1000
      const headers = { 'Set-Cookie': cookie.serialize(result.token, { maxAgeSeconds }) }
      return redirect(safePath(form.get('next')), { headers })
    }
    if (result.step === 'organisation') {
      const step: SignInStep = { name: 'organisation', choices: result.choices, carry: { ticket: result.ticket } }
      return data({ step, error: null })
    }
    const step: SignInStep = { name: 'password', email: result.email }
    return data({ step, error: result.message }, { status: result.status })
  } catch (error) {
    throw door.answer(error, { request, context })
  }
}

export default function SignIn() {
  const { next, notice, zone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  useBrowserZone(zone)
  return (
    <SignInPage
      app="portal"
      step={answer?.step ?? { name: 'password' }}
      error={answer?.error ?? null}
      notice={answer ? null : notice}
      next={next}
    />
  )
}
