import { ShieldCheck, ShieldOff } from 'lucide-react'
import { PageHeader } from '../shell/pages.tsx'
import { Callout } from '../shell/surface.tsx'
import { NewPasswordField } from '../sign-in/new-password-field.tsx'
import { PasswordField } from '../sign-in/password-field.tsx'
import { CodeField } from './code-field.tsx'
import { Form } from './form.tsx'
import { MailCodes } from './mail-codes.tsx'
import { OtherSessions } from './other-sessions.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { type SecretOffer, SecretOfferView } from './secret-offer.tsx'
import { Section } from './section.tsx'

export type SecurityStep =
  | { name: 'enrolment'; challenge: string; offer: SecretOffer; error: string | null }
  | { name: 'codes'; codes: string[] }
  | { name: 'mail'; challenge: string; address: string; error: string | null }
  | { name: 'mailing' }
  | { name: 'password' }
  | { name: 'confirm'; intent: string; needs: 'totp' | 'password'; error: string | null }
  | { name: 'others-ended'; count: number }
  | { name: 'removed' }
  | { name: 'refused'; about: string; error: string }

export interface SecurityPageProps {
  /** Null for somebody who has none. `since` is ISO 8601. */
  authenticator: { since: string; codesLeft: number } | null
  /** Since when a code is sent by mail at each sign-in, ISO 8601. */
  mail: { since: string } | null
  mailAllowed: boolean
  /** Whether the role asks for one. */
  required: boolean
  /** What the last form led to. */
  step: SecurityStep | null
}

export function SecurityPage({ authenticator, mail, mailAllowed, required, step }: SecurityPageProps) {
  const errorOf = (about: string) => (step?.name === 'refused' && step.about === about ? step.error : null)
  return (
    <>
      <PageHeader title="Security" lead="What is asked of you, besides your password, when you sign in." />
      <div className="grid max-w-2xl gap-6">
        {step?.name === 'codes' ? (
          <Section title="Your recovery codes" focus>
            <RecoveryCodes codes={step.codes} />
          </Section>
        ) : null}
        {step?.name === 'removed' ? (
          <Callout role="status">Your second factor is removed, and your other sessions have ended.</Callout>
        ) : null}
        {step?.name === 'password' ? (
          <Callout role="status">Your password is changed, and your other sessions have ended.</Callout>
        ) : null}
        {step?.name === 'mailing' ? (
          <Callout role="status">From now on a code is sent to you when you sign in.</Callout>
        ) : null}
        {authenticator ? (
          <Enrolled authenticator={authenticator} required={required} errorOf={errorOf} />
        ) : step?.name === 'enrolment' ? (
          <Enrolment {...step} />
        ) : (
          <NotEnrolled error={errorOf('enrol')} />
        )}
        {authenticator === null && mailAllowed ? (
          <MailCodes mail={mail} step={step?.name === 'mail' ? step : null} errorOf={errorOf} />
        ) : null}
        <Section title="Password">
          <Form intent="password" submit="Change my password" error={errorOf('password')}>
            {(described) => (
              <>
                <PasswordField id="current" name="current" label="Current password" described={described} />
                <NewPasswordField id="new-password" />
              </>
            )}
          </Form>
        </Section>
        <OtherSessions
          ended={step?.name === 'others-ended' ? step.count : null}
          asked={step?.name === 'confirm' ? step : null}
        />
      </div>
    </>
  )
}

function NotEnrolled({ error }: { error: string | null }) {
  return (
    <Section title="Authenticator app" icon={<ShieldOff aria-hidden="true" />}>
      <p className="text-table">
        You sign in with your password alone. With an authenticator app on your phone, somebody who learns your password
        still cannot.
      </p>
      <Form intent="enrol" submit="Add an authenticator app" error={error}>
        {(described) => <PasswordField label="Your password" described={described} />}
      </Form>
    </Section>
  )
}

function Enrolment({ challenge, offer, error }: Extract<SecurityStep, { name: 'enrolment' }>) {
  return (
    <Section title="Add an authenticator app" focus={error === null}>
      <SecretOfferView offer={offer} />
      <Form intent="confirm" carry={{ challenge }} submit="Confirm" error={error}>
        {(described) => (
          <CodeField id="confirm-code" label="The code it shows now" kind="digits" described={described} />
        )}
      </Form>
    </Section>
  )
}

interface EnrolledProps {
  authenticator: { since: string; codesLeft: number }
  required: boolean
  errorOf: (about: string) => string | null
}

function Enrolled({ authenticator, required, errorOf }: EnrolledProps) {
  const { since, codesLeft } = authenticator
  const left = codesLeft === 1 ? 'One recovery code is left.' : `${codesLeft} recovery codes are left.`
  return (
    <>
      <Section title="Authenticator app" icon={<ShieldCheck aria-hidden="true" />}>
        <p className="text-table">
          You sign in with your password and a code of your authenticator app, since{' '}
          <time dateTime={since}>{since.slice(0, 10)}</time>. {left}
        </p>
      </Section>
      <Section title="New recovery codes">
        <p className="text-table">Ten new ones. The earlier ones no longer work.</p>
        <Form intent="codes" submit="Make new codes" error={errorOf('codes')}>
          {(described) => (
            <CodeField id="codes-code" label="Code of your authenticator app" kind="digits" described={described} />
          )}
        </Form>
      </Section>
      <Section title="Remove the authenticator app">
        <p className="text-table">
          {required
            ? 'Your role needs a second factor: you are signed out everywhere, and add another when you sign in again.'
            : 'Your password alone signs you in then. Your other sessions end.'}
        </p>
        <Form intent="remove" submit="Remove" look="danger" error={errorOf('remove')}>
          {(described) => (
            <CodeField
              id="remove-code"
              label="Code of your authenticator app, or a recovery code"
              kind="recovery"
              described={described}
            />
          )}
        </Form>
      </Section>
    </>
  )
}
