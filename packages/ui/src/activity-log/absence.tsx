import { KeyRound, Lock } from 'lucide-react'
import { Visible } from '../text/visible.tsx'

/*
 * Four reasons why a value is not here, four looks, four words. A reader must never take one for another: a secret was
 * never kept, a restricted value exists, an unrecorded one does not, and one past its time did.
 */

/** Removed before anything was stored. */
export function Secret() {
  return (
    <span
      title="Secret: removed before it was stored"
      className="chip inline-flex items-center gap-1 whitespace-nowrap rounded-sm bg-neutral-tint px-1.5 py-px font-mono text-[0.6875rem] text-neutral leading-4"
    >
      <KeyRound aria-hidden="true" className="size-3 shrink-0" />
      [REDACTED]
      <span className="sr-only"> Secret, never stored</span>
    </span>
  )
}

export const evidenceReadersDefault = 'Client Admins'

/** It exists; this reader's role does not include it. */
export function Restricted({ readers = evidenceReadersDefault }: { readers?: string }) {
  return (
    <span
      title={`Restricted: ${readers} can see this`}
      className="stripes inline-flex items-center gap-1 rounded-sm border border-border-strong border-dashed px-1.5 py-px text-[0.6875rem] text-muted-foreground leading-4"
    >
      <Lock aria-hidden="true" className="size-3 shrink-0" />
      Restricted
      <span className="sr-only">. {readers} can see this</span>
    </span>
  )
}

/** The source did not send it. */
export function NotRecorded() {
  return (
    <span className="text-muted-foreground">
      <span aria-hidden="true">—</span>
      <span className="sr-only">Not recorded</span>
    </span>
  )
}

/** It was here until its time was up, or until a person was erased. */
export function NoLongerKept({ why }: { why?: string }) {
  return (
    <span className="text-muted-foreground italic">
      No longer kept
      {why ? (
        <>
          {' '}
          (<Visible text={why} />)
        </>
      ) : null}
    </span>
  )
}
