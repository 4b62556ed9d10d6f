import { CircleAlert } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { CodeField } from '../security/code-field.tsx'
import { Button } from '../shell/button.tsx'
import { Callout } from '../shell/surface.tsx'
import { PasswordField } from '../sign-in/password-field.tsx'
import { Visible } from '../text/visible.tsx'
import type { StepUp } from './step-up-link.ts'

export interface StepUpDialogProps {
  needs: StepUp
  /** Shows the server what was entered. Rejects with a sentence when it is not right. */
  confirm: (proof: string) => Promise<void>
  /** Told once, how it ended. */
  onEnd: (isConfirmed: boolean) => void
}

/** Asks again who somebody is, over whatever they were doing, and lets them go on with it. */
export function StepUpDialog({ needs, confirm, onEnd }: StepUpDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [error, setError] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  useEffect(() => {
    // Modal: the platform keeps the focus inside, and gives it back.
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const proof = form.get(needs === 'totp' ? 'code' : 'password')
    setPending(true)
    setError(null)
    try {
      await confirm(typeof proof === 'string' ? proof : '')
      onEnd(true)
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : 'That did not work. Try again.')
      setPending(false)
    }
  }

  const described = error ? 'step-up-error' : undefined
  return (
    <dialog
      ref={dialog}
      aria-labelledby="step-up-title"
      onCancel={() => onEnd(false)}
      className="m-auto w-full max-w-sm rounded-lg border border-border bg-card p-6 text-foreground backdrop:bg-black/40"
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <h2 id="step-up-title" className="font-semibold text-title">
          Is it you?
        </h2>
        <p className="text-table">This needs a fresh look at who you are. It holds for five minutes.</p>
        {error ? (
          <Callout id="step-up-error" role="alert" look="danger" icon={<CircleAlert aria-hidden="true" />}>
            <Visible text={error} />
          </Callout>
        ) : null}
        {needs === 'totp' ? (
          <CodeField
            id="step-up-code"
            label="Code of your authenticator app"
            kind="digits"
            described={described}
            autoFocus
          />
        ) : (
          <PasswordField id="step-up-password" label="Your password" described={described} />
        )}
        <div className="flex justify-end gap-2">
          <Button size="large" look="quiet" onClick={() => onEnd(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" size="large" aria-disabled={pending} disabled={pending}>
            Confirm
          </Button>
        </div>
      </form>
    </dialog>
  )
}
