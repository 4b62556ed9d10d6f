import { failureOf } from '@daybook/api/server'
import { filterFromSearch } from '@daybook/core/query'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { door } from '../portal.server.ts'

/** `GET /api/compliance/audit-events/actors` → `{data: [{id, name, email, count}]}`; `id` is a value of `actor`. */
export async function loader(args: LoaderFunctionArgs) {
  const { filter } = filterFromSearch(new URL(args.request.url).searchParams)
  try {
    const { caller } = await door.open(args)
    const actors = await caller.audit.actors({ filter })
    return Response.json({ data: actors.map(({ key, name, email, count }) => ({ id: key, name, email, count })) })
  } catch (error) {
    const { status, message } = failureOf(error)
    return Response.json({ error: message }, { status })
  }
}
