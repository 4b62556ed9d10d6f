import { submitSecurity } from '@daybook/api/server'
import { SecurityPage } from '@daybook/ui/security'
import { securityAction } from '@daybook/web/remix'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { cookie, door } from '../staff.server.ts'

export const meta: MetaFunction = () => [{ title: 'Security · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const caller = await door.enter(args)
  const { authenticator, mail, ...rules } = await caller.security.overview()
  return {
    authenticator: authenticator && { ...authenticator, since: authenticator.since.toISOString() },
    mail: mail && { since: mail.since.toISOString() },
    ...rules,
  }
}

export const action = securityAction(door, { cookie, submit: submitSecurity })

export default function Security() {
  return <SecurityPage {...useLoaderData<typeof loader>()} step={useActionData<typeof action>()?.step ?? null} />
}
