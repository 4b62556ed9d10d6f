import { submitReset } from '@daybook/api/server'
import { ForgotPasswordPage } from '@daybook/ui/sign-in'
import { forgotPasswordAction } from '@daybook/web/remix'
import type { MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { door } from '../staff.server.ts'

export const meta: MetaFunction = () => [{ title: 'Forgotten password · Daybook' }]

export const action = forgotPasswordAction(door, submitReset)

export default function ForgotPassword() {
  const { sent = false, error = null } = useActionData<typeof action>() ?? {}
  return <ForgotPasswordPage app="staff" sent={sent} error={error} />
}
