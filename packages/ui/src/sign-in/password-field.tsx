import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../shell/button.tsx'
import { Field, Input } from '../shell/field.tsx'
import { useHydrated } from '../shell/use-hydrated.ts'

export interface PasswordFieldProps {
  described: string | undefined
  label?: string
  /** When a page has several. */
  id?: string
  name?: string
}

/** A password that exists, with a button that shows what was typed. */
export function PasswordField({
  described,
  label = 'Password',
  id = 'password',
  name = 'password',
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const hydrated = useHydrated()
  const Icon = shown ? EyeOff : Eye
  return (
    <Field id={id} label={label}>
      <div className="relative">
        <Input
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          size="large"
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-describedby={described}
          className="pr-11"
        />
        {hydrated ? (
          <Button
            look="quiet"
            square
            aria-pressed={shown}
            aria-controls={id}
            aria-label="Show password"
            title={shown ? 'Hide password' : 'Show password'}
            onClick={() => setShown(!shown)}
            className="absolute top-1 right-1"
          >
            <Icon aria-hidden="true" />
          </Button>
        ) : null}
      </div>
    </Field>
  )
}
