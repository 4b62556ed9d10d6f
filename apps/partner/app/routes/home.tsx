import { HonestPage } from '@daybook/ui/shell'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { door } from '../partner.server.ts'

export const meta: MetaFunction = () => [{ title: 'Clients · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const caller = await door.enter(args)
  return { me: await caller.session.current() }
}

export default function Home() {
  return (
    <HonestPage
      app="partner"
      title="Your clients will be here"
      lead="You are signed in, and that is all this app can do today. It shows no client’s data yet."
      points={[
        'The clients your firm is engaged with, with period, scope and who granted it.',
        'Their activity log inside the dates, areas and field level of the engagement.',
        'Reproducible samples, review notes and evidence to take away.',
        'Every look of yours, recorded in your firm’s log and in the client’s.',
      ]}
    />
  )
}
