import { Info } from 'lucide-react'
import { RecoveryCodes } from '../security/recovery-codes.tsx'
import type { SecretOffer } from '../security/secret-offer.tsx'
import { buttonClass } from '../shell/button.tsx'
import { Callout } from '../shell/surface.tsx'
import type { AppName } from '../shell/types.ts'
import { Visible } from '../text/visible.tsx'
import { CodeForm } from './code-form.tsx'
import { DoorPage } from './door-page.tsx'
import { EnrolmentForm } from './enrolment-form.tsx'
import { Failure } from './failure.tsx'
import { MailForm } from './mail-form.tsx'
import { type OrganisationChoice, OrganisationForm } from './organisation-form.tsx'
import { PasswordForm } from './password-form.tsx'

export type SignInStep =
  /** Posts `email`, `password`. */
  | { name: 'password'; email?: string }
  /** Posts `organisation` and every pair of `carry` (what the server needs to remember, such as a ticket). */
  | { name: 'organisation'; choices: OrganisationChoice[]; carry: Record<string, string> }
  /** Posts `code`. */
  | { name: 'code'; carry: Record<string, string> }
  /** Posts `code`, or `resend`. */
  | { name: 'mail'; address: string; carry: Record<string, string> }
  /** Posts `code`, the first of an authenticator that is being added. */
  | { name: 'enrolment'; offer: SecretOffer; carry: Record<string, string> }
  /** Signed in: recovery codes, seen this once, and a link to `next`. */
  | { name: 'codes'; codes: string[]; next: string }

const titles: Record<SignInStep['name'], string> = {
  password: 'Sign in',
  organisation: 'Which organisation?',
  code: 'Enter the code',
  mail: 'Look into your mail',
  enrolment: 'Add an authenticator app',
  codes: 'Your recovery codes',
}

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

export const leads: Record<AppName, string> = {
  portal: 'The record of what happens in your organisation.',
  partner: 'For partners who audit the clients assigned to them.',
  staff: 'For the people who operate the platform. Everything done here is recorded.',
}

export function SignInPage({ app, step, error, notice, next, action, help }: SignInPageProps) {
  const hidden = { ...(next ? { next } : {}), ...('carry' in step ? step.carry : {}) }
  const lost = (
    <>
      <a href="/forgot-password" className="underline">
        I have forgotten my password.
      </a>{' '}
      {help ?? 'No access? An administrator of your organisation can help.'}
    </>
  )
  return (
    <DoorPage app={app} lead={leads[app]} title={titles[step.name]} foot={lost}>
      {notice ? (
        <Callout icon={<Info aria-hidden="true" />} className="mb-5">
          <Visible text={notice} />
        </Callout>
      ) : null}
      <Failure text={error ?? null} />
      <Step step={step} action={action} hidden={hidden} failed={Boolean(error)} />
    </DoorPage>
  )
}

interface StepProps {
  step: SignInStep
  action: string | undefined
  hidden: Record<string, string>
  failed: boolean
}

function Step({ step, ...form }: StepProps) {
  switch (step.name) {
    case 'organisation':
      return <OrganisationForm action={form.action} hidden={form.hidden} choices={step.choices} />
    case 'code':
      return <CodeForm {...form} />
    case 'mail':
      return <MailForm {...form} address={step.address} />
    case 'enrolment':
      return <EnrolmentForm {...form} offer={step.offer} />
    case 'codes':
      return (
        <>
          <RecoveryCodes codes={step.codes} />
          <a href={step.next} className={buttonClass({ look: 'primary', size: 'large', className: 'mt-5 w-full' })}>
            I have kept them: go on
          </a>
        </>
      )
    case 'password':
      return <PasswordForm {...form} email={step.email} />
  }
}
