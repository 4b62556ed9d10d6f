import { CircleAlert, Info } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Wordmark } from '../shell/mark.tsx'
import { Callout } from '../shell/surface.tsx'
import type { AppName } from '../shell/types.ts'
import { Visible } from '../text/visible.tsx'
import { type OrganisationChoice, OrganisationForm } from './organisation-form.tsx'
import { PasswordForm } from './password-form.tsx'

export type SignInStep =
  /** Posts `email`, `password`. */
  | { name: 'password'; email?: string }
  /** Posts `organisation` and every pair of `carry` (what the server needs to remember, such as a ticket). */
  | { name: 'organisation'; choices: OrganisationChoice[]; carry: Record<string, string> }

export interface SignInPageProps {
  app: AppName
  step: SignInStep
  /** What went wrong with the last attempt, one sentence; announced. */
  error?: string | null
  /** Why the reader is here, when not by choice: `You were signed out by Maria Lopez at 14:03. Reason: lost device.` */
  notice?: string | null
  /** Posted along as `next`: where to go afterwards. The server checks it. */
  next?: string | null
  /** Where the form posts to; the page itself by default. */
  action?: string
  /** Under the form, who can help: `Ask a Client Admin of your organisation.` */
  help?: string
}

const leads: Record<AppName, string> = {
  portal: 'The record of what happens in your organisation.',
  partner: 'For partners who audit the clients assigned to them.',
  staff: 'For the people who operate the platform. Everything done here is recorded.',
}

export function SignInPage({ app, step, error, notice, next, action, help }: SignInPageProps) {
  const hidden = { ...(next ? { next } : {}), ...(step.name === 'organisation' ? step.carry : {}) }
  return (
    <div data-app={app} className="door">
      <main className="mx-auto flex w-full max-w-[24rem] flex-col px-4 pt-[12vh] pb-16">
        <div className="mb-6 px-1">
          <Wordmark app={app} />
          <p className="mt-1.5 text-muted-foreground text-table">{leads[app]}</p>
        </div>
        <div className="rounded-lg border border-border bg-card p-6">
          <h1 className="mb-5 font-semibold text-title tracking-[-0.012em]">
            {step.name === 'organisation' ? 'Which organisation?' : 'Sign in'}
          </h1>
          {notice ? (
            <Callout icon={<Info aria-hidden="true" />} className="mb-5">
              <Visible text={notice} />
            </Callout>
          ) : null}
          <Failure text={error ?? null} />
          {step.name === 'organisation' ? (
            <OrganisationForm action={action} hidden={hidden} choices={step.choices} />
          ) : (
            <PasswordForm action={action} hidden={hidden} email={step.email} failed={Boolean(error)} />
          )}
        </div>
        <p className="mt-4 px-1 text-pretty text-meta text-muted-foreground">
          {help ?? 'No access, or a lost password? An administrator of your organisation can help.'}
        </p>
      </main>
    </div>
  )
}

/** The form is a plain one, so an error arrives with a whole page: what is wrong takes the focus, and is read out. */
function Failure({ text }: { text: string | null }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (text) box.current?.focus()
  }, [text])
  return (
    <div ref={box} id="sign-in-error" role="alert" tabIndex={-1} className="outline-none">
      {text ? (
        <Callout look="danger" icon={<CircleAlert aria-hidden="true" />} className="mb-5">
          <Visible text={text} />
        </Callout>
      ) : null}
    </div>
  )
}
