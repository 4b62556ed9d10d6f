import { submitSignIn } from '@daybook/api/server'
import { SignInPage } from '@daybook/ui/sign-in'
import { useBrowserZone } from '@daybook/web/browser'
import { signInAction, signInLoader } from '@daybook/web/remix'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { cookie, device, door } from '../portal.server.ts'

export const meta: MetaFunction = () => [{ title: 'Sign in · Daybook' }]

export const loader = signInLoader(door, cookie)

export const action = signInAction(door, { cookie, device, submit: submitSignIn })

export default function SignIn() {
  const { next, notice, zone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  useBrowserZone(zone)
  const { step = { name: 'password' as const }, error = null } = answer ?? {}
  return <SignInPage app="portal" step={step} error={error} notice={answer ? null : notice} next={next} />
}
