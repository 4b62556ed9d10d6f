import { CodeField } from '../security/code-field.tsx'
import { Button } from '../shell/button.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { useSubmitOnce } from './use-submit-once.ts'

interface CodeFormProps {
  action: string | undefined
  hidden: Record<string, string>
  failed: boolean
}

/** The code of the authenticator; and for whoever has lost it, a recovery code, in a form of its own. */
export function CodeForm({ action, hidden, failed }: CodeFormProps) {
  const { pending, onSubmit } = useSubmitOnce()
  const described = failed ? 'sign-in-error' : undefined
  return (
    <>
      <form method="post" action={action} onSubmit={onSubmit} className="grid gap-4">
        <HiddenFields values={hidden} />
        <CodeField
          id="code"
          label="Code of your authenticator app"
          kind="digits"
          described={described}
          autoFocus={!failed}
        />
        <Button type="submit" look="primary" size="large" aria-disabled={pending} className="w-full">
          {pending ? 'Checking…' : 'Verify'}
        </Button>
      </form>
      <details className="mt-5">
        <summary className="cursor-pointer text-muted-foreground text-table">I do not have my authenticator</summary>
        <RecoveryForm action={action} hidden={hidden} />
      </details>
    </>
  )
}

function RecoveryForm({ action, hidden }: Omit<CodeFormProps, 'failed'>) {
  const { pending, onSubmit } = useSubmitOnce()
  return (
    <form method="post" action={action} onSubmit={onSubmit} className="mt-3 grid gap-4">
      <HiddenFields values={hidden} />
      <CodeField id="recovery-code" label="One of your recovery codes" kind="recovery" />
      <Button type="submit" size="large" aria-disabled={pending} className="w-full">
        Sign in with this code
      </Button>
    </form>
  )
}
