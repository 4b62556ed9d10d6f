import { Field, Input } from '../shell/field.tsx'

export interface CodeFieldProps {
  id: string
  label: string
  name?: string
  described?: string | undefined
  /** Digits, from a phone or a message; or a recovery code, which holds letters. */
  kind: 'digits' | 'recovery'
  autoFocus?: boolean
  required?: boolean
}

/** One field, so that pasting and the phone's own suggestion work. */
export function CodeField({ id, label, name = 'code', described, kind, autoFocus, required = true }: CodeFieldProps) {
  const own =
    kind === 'digits'
      ? ({ inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 11 } as const)
      : ({ autoComplete: 'off', autoCapitalize: 'characters', maxLength: 40 } as const)
  return (
    <Field id={id} label={label}>
      <Input
        id={id}
        name={name}
        size="large"
        spellCheck={false}
        required={required}
        aria-describedby={described}
        autoFocus={autoFocus}
        className="font-mono tracking-widest"
        {...own}
      />
    </Field>
  )
}
