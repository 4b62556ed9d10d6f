import { Button, buttonClass } from '../shell/button.tsx'
import { Field, Input } from '../shell/field.tsx'
import { Callout } from '../shell/surface.tsx'
import type { AppName } from '../shell/types.ts'
import { DoorPage } from './door-page.tsx'
import { Failure } from './failure.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { leads } from './sign-in-page.tsx'
import { useSubmitOnce } from './use-submit-once.ts'

export interface ForgotPasswordPageProps {
  app: AppName
  /** Asked for. Whether there was anybody to send it to is not said. */
  sent: boolean
  error: string | null
}

export function ForgotPasswordPage({ app, sent, error }: ForgotPasswordPageProps) {
  const { pending, onSubmit } = useSubmitOnce()
  return (
    <DoorPage app={app} lead={leads[app]} title="Forgotten password" foot={<BackLink />}>
      <Failure text={error} />
      {sent ? (
        <Callout role="status">
          If there is an account with this address, a message with a link is on its way to it. The link is good for half
          an hour.
        </Callout>
      ) : (
        <form method="post" onSubmit={onSubmit} className="grid gap-4">
          <Field id="email" label="E-mail">
            <Input
              id="email"
              name="email"
              type="email"
              size="large"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              aria-describedby={error ? 'sign-in-error' : undefined}
            />
          </Field>
          <Button type="submit" look="primary" size="large" aria-disabled={pending} className="w-full">
            Send me a link
          </Button>
        </form>
      )}
    </DoorPage>
  )
}

export interface ResetPasswordPageProps {
  app: AppName
  token: string
  error: string | null
}

export function ResetPasswordPage({ app, token, error }: ResetPasswordPageProps) {
  const { pending, onSubmit } = useSubmitOnce()
  return (
    <DoorPage app={app} lead={leads[app]} title="Choose a new password" foot={<BackLink />}>
      <Failure text={error} />
      <form method="post" onSubmit={onSubmit} className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <NewPasswordField id="password" described={error ? 'sign-in-error' : undefined} />
        <Button type="submit" look="primary" size="large" aria-disabled={pending} className="w-full">
          Change my password
        </Button>
      </form>
    </DoorPage>
  )
}

function BackLink() {
  return (
    <a href="/sign-in" className={buttonClass({ look: 'quiet', size: 'small' })}>
      Back to signing in
    </a>
  )
}
