import { CodeField } from '../security/code-field.tsx'
import { Button } from '../shell/button.tsx'
import { Visible } from '../text/visible.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { useSubmitOnce } from './use-submit-once.ts'

interface MailFormProps {
  action: string | undefined
  hidden: Record<string, string>
  /** Where the code was sent to, masked. */
  address: string
  failed: boolean
}

/** The code that was sent by mail; and another one, for whoever still waits. */
export function MailForm({ action, hidden, address, failed }: MailFormProps) {
  const { pending, onSubmit } = useSubmitOnce()
  return (
    <>
      <form method="post" action={action} onSubmit={onSubmit} className="grid gap-4">
        <HiddenFields values={hidden} />
        <p className="-mt-3 text-muted-foreground text-table">
          We have sent a code to <Visible text={address} />. It is good for ten minutes.
        </p>
        <CodeField
          id="code"
          label="Code from the message"
          kind="digits"
          described={failed ? 'sign-in-error' : undefined}
          autoFocus={!failed}
        />
        <Button type="submit" look="primary" size="large" aria-disabled={pending} className="w-full">
          {pending ? 'Checking…' : 'Verify'}
        </Button>
      </form>
      <form method="post" action={action} className="mt-3">
        <HiddenFields values={hidden} />
        <Button type="submit" name="resend" value="1" look="quiet" size="large" className="w-full">
          Send another code
        </Button>
      </form>
    </>
  )
}
