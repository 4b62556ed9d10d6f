import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { cookie, door } from '../staff.server.ts'

export function loader() {
  return redirect('/')
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { caller, session } = await door.open({ request, context })
  try {
    if (session.status === 'live') await caller.session.signOut()
  } catch (error) {
    throw door.answer(error, { request, context })
  }
  const headers = new Headers({ 'Set-Cookie': cookie.clear() })
  // What the browser has kept of the pages goes with the session; the theme and the zone may stay.
  headers.set('Clear-Site-Data', '"cache"')
  return redirect('/sign-in', { headers })
}
