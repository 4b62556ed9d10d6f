import type { AnyProcedure, AnyTRPCRouter } from '@trpc/server'
import type { Context } from '../context.ts'
import { streamsFull } from './streams.ts'

const endpoint = '/api/trpc/'

/**
 * The answer to a stream that is not to be opened, with its status; null for one that may be, and for what is no
 * stream. Once the head of an event stream is sent its status says 200 whatever comes, and a browser would try again
 * and again.
 */
export function refuseStream(router: AnyTRPCRouter, request: Request, context: Context): Response | null {
  const path = new URL(request.url).pathname.slice(endpoint.length)
  const procedures: Record<string, AnyProcedure | undefined> = router._def.procedures
  const procedure = Object.hasOwn(procedures, path) ? procedures[path] : undefined
  if (procedure?._def.type !== 'subscription') return null
  const { principal, exportStreams } = context
  if (!principal) return answer(401, 'Sign in first.')
  return exportStreams.hasRoom(principal.userId) ? null : answer(429, streamsFull)
}

function answer(status: number, message: string): Response {
  return Response.json({ error: message }, { status, headers: status === 429 ? { 'Retry-After': '5' } : {} })
}
