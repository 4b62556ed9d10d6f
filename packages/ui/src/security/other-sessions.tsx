import type { FormEvent } from 'react'
import { Callout } from '../shell/surface.tsx'
import { PasswordField } from '../sign-in/password-field.tsx'
import { trpc } from '../trpc/client.tsx'
import { CodeField } from './code-field.tsx'
import { Form } from './form.tsx'
import { Section } from './section.tsx'

interface OtherSessionsProps {
  /** How many were ended just now. */
  ended: number | null
  /** Without scripts there is no dialog: what is asked for is asked here. */
  asked: { needs: 'totp' | 'password'; error: string | null } | null
}

/** Signs one out wherever else one is signed in. */
export function OtherSessions({ ended, asked }: OtherSessionsProps) {
  const { mutate, data, error } = trpc.security.endOtherSessions.useMutation()
  const count = data?.ended ?? ended
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }
  return (
    <Section title="Other sessions">
      {count === null ? null : (
        <Callout role="status">
          {count === 0
            ? 'You were signed in nowhere else.'
            : `Ended: ${count === 1 ? 'one session' : `${count} sessions`}.`}
        </Callout>
      )}
      <p className="text-table">Left signed in somewhere? Everything but this session ends at once.</p>
      {asked ? (
        <Form
          intent="end-others"
          carry={{ needs: asked.needs }}
          submit="Confirm, and sign out everywhere else"
          error={asked.error}
        >
          {(described) =>
            asked.needs === 'totp' ? (
              <CodeField
                id="others-proof"
                name="proof"
                label="Code of your authenticator app"
                kind="digits"
                described={described}
              />
            ) : (
              <PasswordField id="others-proof" name="proof" label="Your password" described={described} />
            )
          }
        </Form>
      ) : (
        <Form intent="end-others" submit="Sign out everywhere else" error={error?.message ?? null} onSubmit={onSubmit}>
          {() => null}
        </Form>
      )}
    </Section>
  )
}
