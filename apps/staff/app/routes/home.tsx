import { HonestPage } from '@daybook/ui/shell'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { door } from '../staff.server.ts'

export const meta: MetaFunction = () => [{ title: 'Start · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const caller = await door.enter(args)
  return { me: await caller.session.current() }
}

export default function Home() {
  return (
    <HonestPage
      app="staff"
      title="The tenant selector will be here"
      lead="You are signed in, and that is all this app can do today. It reads no tenant’s log yet."
      points={[
        'Choose one tenant before anything of it is read; the choice is recorded on both sides.',
        'Investigations across tenants: a reason, a ticket, an end, and a bar on every page.',
        'Sessions and sign-ins of each tenant, and ending them.',
        'The platform’s own log, for those who may see it.',
      ]}
    />
  )
}
