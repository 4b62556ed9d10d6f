import { Card, PageHeader } from '@daybook/ui/shell'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { door } from '../portal.server.ts'

export const meta: MetaFunction = () => [{ title: 'Your account · Daybook' }]

export async function loader(args: LoaderFunctionArgs) {
  const caller = await door.enter(args)
  return { me: await caller.session.current() }
}

export default function Account() {
  const { me } = useLoaderData<typeof loader>()
  const facts = [
    ['Name', me.name],
    ['E-mail', me.email],
    ['Role', me.roleName],
    ['Organisation', me.organisation.name],
    ['Session', me.sessionId],
  ]
  return (
    <>
      <PageHeader title="Your account" lead="Who you are here. What you do in Daybook is recorded under this name." />
      <Card>
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[8rem_1fr]">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted-foreground text-table">{name}</dt>
              <dd className="mb-2 break-words text-body sm:mb-0">{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  )
}
