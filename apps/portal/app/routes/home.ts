import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { door } from '../portal.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const caller = await door.enter(args)
  const { permissions } = await caller.session.current()
  return redirect(permissions.includes('audit:read') ? '/audit-log' : '/account')
}
