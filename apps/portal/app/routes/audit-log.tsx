import { failureOf } from '@daybook/api/server'
import { filterFromSearch, pageSizeDefault, pageSizes } from '@daybook/core/query'
import { ActivityLog } from '@daybook/ui/activity-log'
import { RefusedPage } from '@daybook/ui/shell'
import { readZone, requestContext } from '@daybook/web/remix'
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { door } from '../portal.server.ts'

export const meta: MetaFunction = () => [{ title: 'Activity log · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const caller = await door.enter(args)
  const { searchParams } = new URL(request.url)
  const { filter, problems } = filterFromSearch(searchParams)
  const size = sizeOf(searchParams.get('size'))
  const me = await caller.session.current()
  const zone = me.timeZone ?? readZone(request) ?? 'UTC'
  const frame = {
    filter,
    problems,
    size,
    zone,
    now: new Date().toISOString(),
    role: me.roleName,
    organisation: me.organisation.name,
  }

  try {
    const page = await caller.audit.list({ filter, size, zone, cursor: searchParams.get('cursor') })
    const facets = { filter, view: page.view, zone }
    const [actors, actions] = await Promise.all([caller.audit.actors(facets), caller.audit.actions(facets)])
    return { ...frame, page, actors, actions, refused: false, failure: null }
  } catch (error) {
    const { status, message } = failureOf(error)
    if (status === 401) throw door.answer(error, args)
    const failure = { message, requestId: requestContext(context).requestId }
    return data({ ...frame, page: null, actors: [], actions: [], refused: status === 403, failure }, { status })
  }
}

/** Reading again is looking again, and is recorded: only another question is a reason. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  currentUrl.href === nextUrl.href ? false : defaultShouldRevalidate

function sizeOf(text: string | null): number {
  return pageSizes.find((size) => String(size) === text) ?? pageSizeDefault
}

export default function AuditLog() {
  const { page, refused, role, organisation, failure, ...log } = useLoaderData<typeof loader>()
  if (refused) {
    return (
      <RefusedPage
        what="the activity log"
        helper={`A Client Admin of ${organisation}`}
        role={role}
        requestId={failure?.requestId ?? null}
        homeHref="/account"
      />
    )
  }
  return <ActivityLog {...log} initialPage={page} failure={failure} evidenceReaders="Client Admins" />
}
