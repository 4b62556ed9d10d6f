import { failureOf } from '@daybook/api/server'
import { filterFromSearch, isSort, pageSizeDefault, sortDefault, sorts } from '@daybook/core/query'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { door } from '../portal.server.ts'

/**
 * `GET /api/compliance/audit-events?q&from&to&sort&size&cursor` → `{data, nextCursor, count}`: the log for a front end of
 * the client's own, with the session cookie and by the rules of the page. The page's other filters work as well.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url)
  const { filter, problems } = filterFromSearch(searchParams)
  const [problem] = problems
  if (problem) return Response.json({ error: problem.message }, { status: 400 })
  const sort = searchParams.get('sort') ?? sortDefault
  if (!isSort(sort)) return Response.json({ error: `Sort by one of ${sorts.join(', ')}.` }, { status: 400 })
  const size = searchParams.has('size') ? Number(searchParams.get('size')) : pageSizeDefault

  try {
    const { caller } = await door.open(args)
    const page = await caller.audit.list({ filter, size, sort, cursor: searchParams.get('cursor') })
    return Response.json({ data: page.rows, nextCursor: page.nextCursor, count: page.count })
  } catch (error) {
    const { status, message } = failureOf(error)
    return Response.json({ error: message }, { status })
  }
}
