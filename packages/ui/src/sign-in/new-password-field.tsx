import { useId, useState } from 'react'
import { Field, Input } from '../shell/field.tsx'
import { usePasswordStrength } from './use-password-strength.ts'

export interface NewPasswordFieldProps {
  id: string
  described?: string | undefined
}

/** What is typed is judged in the browser as it is by the server, which has the last word. */
export function NewPasswordField({ id, described }: NewPasswordFieldProps) {
  const [password, setPassword] = useState('')
  const strength = usePasswordStrength(password)
  const hint = useId()
  return (
    <Field id={id} label="New password">
      <Input
        id={id}
        name="password"
        type="password"
        size="large"
        autoComplete="new-password"
        required
        minLength={10}
        aria-describedby={described ? `${described} ${hint}` : hint}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div id={hint} role="status" className="text-meta text-muted-foreground">
        {strength ? (
          <>
            <meter
              min={0}
              max={4}
              low={2}
              high={3}
              optimum={4}
              value={strength.score}
              className="mr-2 w-24"
              aria-hidden
            />
            {strength.words}
          </>
        ) : (
          'At least 10 characters. Several words that do not belong together are easy to keep and hard to guess.'
        )}
      </div>
    </Field>
  )
}
