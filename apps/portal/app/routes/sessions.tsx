import { failureOf, submitSessions } from '@daybook/api/server'
import { revokedWords, type SessionsAnswer, SessionsPage, sessionStatusOf } from '@daybook/ui/sessions'
import { RefusedPage } from '@daybook/ui/shell'
import { readZone, requestContext } from '@daybook/web/remix'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { door } from '../portal.server.ts'

export const meta: MetaFunction = () => [{ title: 'Sessions · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const caller = await door.enter(args)
  const { searchParams } = new URL(request.url)
  const me = await caller.session.current()
  const frame = {
    find: (searchParams.get('find') ?? '').slice(0, 200),
    status: sessionStatusOf(searchParams.get('status')),
    zone: me.timeZone ?? readZone(request) ?? 'UTC',
    now: new Date().toISOString(),
    role: me.roleName,
    organisation: me.organisation.name,
    mayRevoke: me.permissions.includes('session:revoke'),
  }
  try {
    const { find, status } = frame
    const page = await caller.sessions.list({ find, status, cursor: searchParams.get('cursor') })
    return { ...frame, page, refused: false, failure: null }
  } catch (error) {
    const { status, message } = failureOf(error)
    if (status === 401) throw door.answer(error, args)
    const failure = { message, requestId: requestContext(context).requestId }
    return data({ ...frame, page: null, refused: status === 403, failure }, { status })
  }
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  const caller = await door.enter(args)
  const result = await submitSessions(caller, form).catch((error: unknown) => {
    throw door.answer(error, args)
  })
  if (result.step === 'revoked') {
    const answer: SessionsAnswer = { step: 'revoked', message: revokedWords(result) }
    return data({ answer })
  }
  const { status, ...answer } = result
  return data({ answer }, { status })
}

export default function Sessions() {
  const { refused, role, organisation, failure, ...list } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()?.answer ?? null
  if (refused) {
    return (
      <RefusedPage
        what="the sessions"
        helper={`A Client Admin of ${organisation}`}
        role={role}
        requestId={failure?.requestId ?? null}
        homeHref="/account"
      />
    )
  }
  return <SessionsPage {...list} answer={answer} failure={failure} logHref="/audit-log" />
}
