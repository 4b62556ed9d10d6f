import { Button } from '../shell/button.tsx'
import { Field, Input } from '../shell/field.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { PasswordField } from './password-field.tsx'
import { useSubmitOnce } from './use-submit-once.ts'

interface PasswordFormProps {
  action: string | undefined
  hidden: Record<string, string>
  email: string | undefined
  failed: boolean
}

export function PasswordForm({ action, hidden, email, failed }: PasswordFormProps) {
  const { pending, onSubmit } = useSubmitOnce()
  const described = failed ? 'sign-in-error' : undefined
  return (
    <form method="post" action={action} onSubmit={onSubmit} className="grid gap-4">
      <HiddenFields values={hidden} />
      <Field id="email" label="E-mail">
        <Input
          id="email"
          name="email"
          type="email"
          size="large"
          defaultValue={email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-describedby={described}
          // The page has one purpose, and this is where it begins.
          autoFocus={!email && !failed}
        />
      </Field>
      <PasswordField described={described} />
      <Button type="submit" look="primary" size="large" aria-disabled={pending} className="mt-1 w-full">
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
