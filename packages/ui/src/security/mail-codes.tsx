import { PasswordField } from '../sign-in/password-field.tsx'
import { Visible } from '../text/visible.tsx'
import { CodeField } from './code-field.tsx'
import { Form } from './form.tsx'
import { Section } from './section.tsx'

interface MailCodesProps {
  mail: { since: string } | null
  /** A code is on its way. */
  step: { challenge: string; address: string; error: string | null } | null
  errorOf: (about: string) => string | null
}

/** The weaker second factor, and said to be so. */
export function MailCodes({ mail, step, errorOf }: MailCodesProps) {
  if (mail) {
    return (
      <Section title="Code by mail">
        <p className="text-table">
          A code is sent to you when you sign in, since <time dateTime={mail.since}>{mail.since.slice(0, 10)}</time>. An
          authenticator app is safer: somebody who gets into your mail gets in here too.
        </p>
        <Form intent="remove-mail" submit="Turn it off" look="danger" error={errorOf('remove-mail')}>
          {(described) => (
            <PasswordField id="remove-mail-password" label="Password, to turn codes off" described={described} />
          )}
        </Form>
      </Section>
    )
  }
  if (step) {
    return (
      <Section title="Code by mail" focus={step.error === null}>
        <p className="text-table">
          We have sent a code to <Visible text={step.address} />. Enter it to show that our mail reaches you.
        </p>
        <Form
          intent="confirm-mail"
          carry={{ challenge: step.challenge, address: step.address }}
          submit="Confirm"
          error={step.error}
        >
          {(described) => (
            <CodeField id="mail-code" label="Code from the message" kind="digits" described={described} />
          )}
        </Form>
      </Section>
    )
  }
  return (
    <Section title="Code by mail">
      <p className="text-table">
        Without an authenticator app, a code by mail is better than nothing: somebody who learns your password needs
        your mailbox as well.
      </p>
      <Form intent="mail" submit="Send me codes by mail" error={errorOf('mail')}>
        {(described) => <PasswordField id="mail-password" label="Password, for codes by mail" described={described} />}
      </Form>
    </Section>
  )
}
