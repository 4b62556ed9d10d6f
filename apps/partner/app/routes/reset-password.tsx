import { submitReset } from '@daybook/api/server'
import { ResetPasswordPage } from '@daybook/ui/sign-in'
import { resetPasswordAction, resetPasswordLoader } from '@daybook/web/remix'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { door } from '../partner.server.ts'

export const meta: MetaFunction = () => [{ title: 'New password · Daybook' }]

export const loader = resetPasswordLoader

export const action = resetPasswordAction(door, submitReset)

export default function ResetPassword() {
  const { token } = useLoaderData<typeof loader>()
  return <ResetPasswordPage app="partner" token={token} error={useActionData<typeof action>()?.error ?? null} />
}
