import { signOutAction } from '@daybook/web/remix'
import { redirect } from '@remix-run/node'
import { cookie, door } from '../portal.server.ts'

export function loader() {
  return redirect('/')
}

export const action = signOutAction(door, cookie)
