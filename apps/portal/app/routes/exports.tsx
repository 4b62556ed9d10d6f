import { failureOf } from '@daybook/api/server'
import { ExportsPage } from '@daybook/ui/exports'
import { RefusedPage } from '@daybook/ui/shell'
import { readZone, requestContext } from '@daybook/web/remix'
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { door } from '../portal.server.ts'

export const meta: MetaFunction = () => [{ title: 'Exports · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const caller = await door.enter(args)
  const me = await caller.session.current()
  const frame = {
    zone: me.timeZone ?? readZone(request) ?? 'UTC',
    now: new Date().toISOString(),
    role: me.roleName,
    organisation: me.organisation.name,
    everybodys: me.permissions.includes('export:list_all'),
  }
  try {
    return { ...frame, exports: await caller.exports.list(), refused: false, failure: null }
  } catch (error) {
    const { status, message } = failureOf(error)
    if (status === 401) throw door.answer(error, args)
    const failure = { message, requestId: requestContext(context).requestId }
    return data({ ...frame, exports: null, refused: status === 403, failure }, { status })
  }
}

export default function Exports() {
  const { refused, role, organisation, failure, ...list } = useLoaderData<typeof loader>()
  if (refused) {
    return (
      <RefusedPage
        what="exports"
        helper={`A Client Admin of ${organisation}`}
        role={role}
        requestId={failure?.requestId ?? null}
        homeHref="/account"
      />
    )
  }
  return <ExportsPage {...list} failure={failure} logHref="/audit-log" />
}
