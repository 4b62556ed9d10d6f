import { CircleAlert } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '../shell/button.tsx'
import { Callout } from '../shell/surface.tsx'
import { useSubmitOnce } from '../sign-in/use-submit-once.ts'
import { Visible } from '../text/visible.tsx'

export interface FormProps {
  intent: string
  carry?: Record<string, string>
  submit: string
  look?: 'plain' | 'danger'
  error: string | null
  /** Instead of posting the form, where there are scripts. */
  onSubmit?: (event: FormEvent) => void
  children: (described: string | undefined) => ReactNode
}

/** One plain form of the page; what was refused is said in it. */
export function Form({ intent, carry = {}, submit, look = 'plain', error, onSubmit, children }: FormProps) {
  const once = useSubmitOnce()
  const errorId = `${intent}-error`
  return (
    <form method="post" onSubmit={onSubmit ?? once.onSubmit} className="grid max-w-sm gap-3">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(carry).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {error ? (
        <Callout id={errorId} role="alert" look="danger" icon={<CircleAlert aria-hidden="true" />}>
          <Visible text={error} />
        </Callout>
      ) : null}
      {children(error ? errorId : undefined)}
      <Button type="submit" look={look} size="large" aria-disabled={once.pending} className="justify-self-start">
        {submit}
      </Button>
    </form>
  )
}
