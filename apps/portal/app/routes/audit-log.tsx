import { failureOf } from '@daybook/api/server'
import {
  filterFromSearch,
  isSort,
  pageSizeDefault,
  pageSizes,
  positiveNumberOf,
  sortDefault,
} from '@daybook/core/query'
import { ActivityLog, logTitle, readLayout, readsAgain } from '@daybook/ui/activity-log'
import { useExportDialog } from '@daybook/ui/exports'
import { RefusedPage } from '@daybook/ui/shell'
import { isPageLoad, readZone, requestContext } from '@daybook/web/remix'
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { door } from '../portal.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: log }) => [
  { title: `${log ? logTitle(log) : 'Activity log'} · Daybook` },
]

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const caller = await door.enter(args)
  const { searchParams } = new URL(request.url)
  const me = await caller.session.current()
  const zone = me.timeZone ?? readZone(request) ?? 'UTC'
  const asked = { ...readAddress(searchParams), zone }
  const frame = {
    ...asked,
    ...readLayout(searchParams, request.headers.get('cookie')),
    live: searchParams.get('live') === '1',
    now: new Date().toISOString(),
    role: me.roleName,
    organisation: me.organisation.name,
    exportAllowed: me.permissions.includes('export:create'),
  }

  try {
    const { filter, size, sort } = asked
    const cursor = searchParams.get('cursor')
    const page = await caller.audit.list({ filter, size, sort, zone, cursor, opening: isPageLoad(request) })
    const number = positiveNumberOf(searchParams.get('event'))
    const [savedViews, openEvent] = await Promise.all([
      caller.views.list(),
      // An event that is not there closes the panel; the log itself is.
      number === null ? null : caller.audit.event({ number, view: page.view }).catch(() => null),
    ])
    return { ...frame, page, savedViews, openEvent, refused: false, failure: null }
  } catch (error) {
    const { status, message } = failureOf(error)
    if (status === 401) throw door.answer(error, args)
    const failure = { message, requestId: requestContext(context).requestId }
    return data({ ...frame, page: null, savedViews: [], openEvent: null, refused: status === 403, failure }, { status })
  }
}

/** Reading again is looking again, and is recorded: only another question is a reason. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  readsAgain(currentUrl, nextUrl) && defaultShouldRevalidate

function readAddress(search: URLSearchParams) {
  const { filter, problems } = filterFromSearch(search)
  const size = pageSizes.find((size) => String(size) === search.get('size')) ?? pageSizeDefault
  const sort = search.get('sort') ?? sortDefault
  return { filter, problems, size, sort: isSort(sort) ? sort : sortDefault }
}

export default function AuditLog() {
  const { page, refused, role, failure, ...log } = useLoaderData<typeof loader>()
  const exports = useExportDialog()
  if (refused) {
    return (
      <RefusedPage
        what="the activity log"
        helper={`A Client Admin of ${log.organisation}`}
        role={role}
        requestId={failure?.requestId ?? null}
        homeHref="/account"
      />
    )
  }
  const names = page?.rows.flatMap(({ actor }) => (actor.name ? [[actor.key, actor.name] as const] : []))
  return (
    <ActivityLog
      {...log}
      initialPage={page}
      failure={failure}
      evidenceReaders="Client Admins"
      exportAllowed={log.exportAllowed && exports !== null}
      onExport={() => exports?.open({ filter: log.filter, view: page?.view, names: new Map(names) })}
    />
  )
}
