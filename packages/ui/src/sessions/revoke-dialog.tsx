import { CircleAlert } from 'lucide-react'
import { type FormEvent, useEffect, useRef } from 'react'
import { readUserAgent } from '../activity-log/detail/user-agent.tsx'
import { CodeField } from '../security/code-field.tsx'
import { Button, buttonClass } from '../shell/button.tsx'
import { Field } from '../shell/field.tsx'
import { Callout } from '../shell/surface.tsx'
import { useHydrated } from '../shell/use-hydrated.ts'
import { PasswordField } from '../sign-in/password-field.tsx'
import { Visible } from '../text/visible.tsx'
import { type Revoking, revokingTitle } from './session-words.ts'

const reasonMax = 500

export interface RevokeRequest {
  /** Of the person of the session, everything. */
  everywhere: boolean
  reason: string
}

export interface RevokeDialogProps {
  revoking: Revoking
  error: string | null
  pending: boolean
  /** Instead of posting the form, where there are scripts. */
  onSubmit: (request: RevokeRequest) => void
  onClose: () => void
  /** Without scripts a fresh proof is asked for in the form itself, which comes back as it was. */
  asked: { needs: 'totp' | 'password' | null; reason: string; everywhere: boolean } | null
}

/** Asks why, and says what follows. Opened by the server it is a form of the page; scripts make it modal. */
export function RevokeDialog({ revoking, error, pending, onSubmit, onClose, asked }: RevokeDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const cancel = useRef<HTMLAnchorElement>(null)
  const isHydrated = useHydrated()
  useEffect(() => {
    if (!isHydrated || dialog.current?.open) return
    dialog.current?.showModal()
    cancel.current?.focus()
  }, [isHydrated])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const reason = form.get('reason')
    onSubmit({ everywhere: form.get('intent') === 'revoke-all', reason: typeof reason === 'string' ? reason : '' })
  }
  const described = error ? 'revoke-error' : undefined
  return (
    <dialog
      ref={dialog}
      open={!isHydrated}
      aria-labelledby="revoke-title"
      aria-describedby="revoke-note"
      className="sessions-dialog"
      onClose={onClose}
    >
      <form method="post" onSubmit={submit} className="grid gap-4">
        <h2 id="revoke-title" className="font-semibold text-title">
          {revokingTitle(revoking)}
        </h2>
        <What revoking={revoking} everywhere={asked?.everywhere ?? false} />
        {error ? (
          <Callout id="revoke-error" role="alert" look="danger" icon={<CircleAlert aria-hidden="true" />}>
            <Visible text={error} />
          </Callout>
        ) : null}
        <Field id="revoke-reason" label="Reason" aside={<span className="text-meta">The person will read it</span>}>
          <textarea
            id="revoke-reason"
            name="reason"
            required
            maxLength={reasonMax}
            rows={3}
            defaultValue={asked?.reason}
            aria-describedby={described}
            className="rounded-md border border-input bg-card px-2.5 py-1.5 text-table"
          />
        </Field>
        {asked?.needs ? <input type="hidden" name="needs" value={asked.needs} /> : null}
        {asked?.needs === 'totp' ? (
          <CodeField
            id="revoke-proof"
            name="proof"
            label="Code of your authenticator app"
            kind="digits"
            described={described}
          />
        ) : null}
        {asked?.needs === 'password' ? (
          <PasswordField id="revoke-proof" name="proof" label="Your password" described={described} />
        ) : null}
        <p id="revoke-note" className="text-meta text-muted-foreground">
          Takes effect with the next request, in every app. It cannot be undone.
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <a
            ref={cancel}
            href="/sessions"
            className={buttonClass({ size: 'large' })}
            onClick={(event) => {
              event.preventDefault()
              // Closed by the platform, which gives the focus back to where it was.
              dialog.current?.close()
            }}
          >
            Cancel
          </a>
          <Button type="submit" look="danger" size="large" disabled={pending}>
            {revoking.kind === 'several' && revoking.ids.length > 1 ? 'Revoke sessions' : 'Revoke session'}
          </Button>
        </div>
      </form>
    </dialog>
  )
}

function What({ revoking, everywhere }: { revoking: Revoking; everywhere: boolean }) {
  if (revoking.kind === 'others') {
    return (
      <>
        <input type="hidden" name="intent" value="revoke-all" />
        <input type="hidden" name="user" value={revoking.userId} />
        <p className="text-table">Everything you are signed in with ends, except this session.</p>
      </>
    )
  }
  if (revoking.kind === 'several') {
    return (
      <>
        <input type="hidden" name="intent" value="revoke" />
        {revoking.ids.map((id) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <p className="text-table">Whoever uses them is signed out.</p>
      </>
    )
  }
  const { id, user, userAgent, ip, own } = revoking.session
  const where = [userAgent ? (readUserAgent(userAgent) ?? userAgent) : null, ip].filter((part) => part !== null)
  return (
    <>
      <p className="text-table">
        <span className="font-medium">
          <Visible text={user.name} limit={120} />
        </span>
        {where.length > 0 ? (
          <span className="block text-muted-foreground">
            <Visible text={where.join(' · ')} limit={200} />
          </span>
        ) : null}
      </p>
      {id ? <input type="hidden" name="id" value={id} /> : null}
      {user.id ? <input type="hidden" name="user" value={user.id} /> : null}
      <fieldset className="grid gap-1 text-table">
        <legend className="sr-only">What to end</legend>
        <label className="flex min-h-6 items-center gap-2">
          <input type="radio" name="intent" value="revoke" defaultChecked={!everywhere} />
          This session
        </label>
        <label className="flex min-h-6 items-center gap-2">
          <input type="radio" name="intent" value="revoke-all" defaultChecked={everywhere} />
          {own ? 'Sign out everywhere but here' : 'Sign out everywhere'}
        </label>
      </fieldset>
    </>
  )
}
