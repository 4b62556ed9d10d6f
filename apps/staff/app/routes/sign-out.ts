import { signOutAction } from '@daybook/web/remix'
import { redirect } from '@remix-run/node'
import { cookie, door } from '../staff.server.ts'

export function loader() {
  return redirect('/')
}

export const action = signOutAction(door, cookie)
