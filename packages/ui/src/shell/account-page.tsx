import { Link } from '@remix-run/react'
import { Visible } from '../text/visible.tsx'
import { buttonClass } from './button.tsx'
import { PageHeader } from './pages.tsx'
import { Card } from './surface.tsx'

export interface AccountPageProps {
  me: { name: string; email: string; roleName: string; organisation: { name: string }; sessionId: string }
}

/** Who one is here. */
export function AccountPage({ me }: AccountPageProps) {
  const facts = [
    ['Name', me.name],
    ['E-mail', me.email],
    ['Role', me.roleName],
    ['Organisation', me.organisation.name],
    ['Session', me.sessionId],
  ] as const
  return (
    <>
      <PageHeader
        title="Your account"
        lead="Who you are here. What you do in Daybook is recorded under this name."
        actions={
          <Link to="/account/security" className={buttonClass()}>
            Security
          </Link>
        }
      />
      <Card>
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[8rem_1fr]">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted-foreground text-table">{name}</dt>
              <dd className="mb-2 break-words text-body sm:mb-0">
                <Visible text={value} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  )
}
