import { exportResponse, failureOf } from '@daybook/api/server'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { door, storage } from '../portal.server.ts'

/**
 * `GET /exports/:id/download`: the file of an export, for whoever asked for it. Each time is asked and recorded anew.
 * For anybody else it is what an id is that was never given.
 */
export async function loader(args: LoaderFunctionArgs) {
  // A head without its body would be a download on record that nobody made.
  if (args.request.method !== 'GET') return Response.json({ error: 'Only GET is used here.' }, notUsed)
  const caller = await door.enter(args)
  try {
    const granted = await caller.exports.download({ id: args.params.id ?? '' })
    return (await exportResponse(storage, granted)) ?? absent()
  } catch (error) {
    const { status, message } = failureOf(error)
    return Response.json({ error: message }, { status })
  }
}

const notUsed = { status: 405, headers: { Allow: 'GET' } }

function absent(): Response {
  return Response.json({ error: 'This export does not exist, or is not yours to see.' }, { status: 404 })
}
