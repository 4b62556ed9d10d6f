import { positiveNumberOf } from '@daybook/core/query'
import { EventScreen } from '@daybook/ui/activity-log'
import { readZone } from '@daybook/web/remix'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { door } from '../portal.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Event ${data.event.number} · Daybook` : 'Daybook' },
]

export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args
  const caller = await door.enter(args)
  try {
    // What is no number is the number of no event.
    const number = positiveNumberOf(params.number) ?? Number.MAX_SAFE_INTEGER
    const [me, event] = await Promise.all([caller.session.current(), caller.audit.event({ number })])
    const { origin, pathname } = new URL(request.url)
    const href = `${origin}${pathname.replace(/\.data$/, '')}`
    const zone = me.timeZone ?? readZone(request) ?? 'UTC'
    return { event, href, zone, now: new Date().toISOString(), organisation: me.organisation.name }
  } catch (error) {
    throw door.answer(error, args)
  }
}

export default function Event() {
  const shown = useLoaderData<typeof loader>()
  return <EventScreen {...shown} logHref="/audit-log" evidenceReaders="Client Admins" />
}
