import { AccountPage } from '@daybook/ui/shell'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { door } from '../partner.server.ts'

export const meta: MetaFunction = () => [{ title: 'Your account · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const caller = await door.enter(args)
  return { me: await caller.session.current() }
}

export default function Account() {
  return <AccountPage me={useLoaderData<typeof loader>().me} />
}
