import { CircleAlert } from 'lucide-react'
import { Button, buttonClass } from '../shell/button.tsx'
import { CopyButton } from '../shell/copy-button.tsx'
import { Callout } from '../shell/surface.tsx'
import { describeFailure } from './describe-failure.ts'

export interface FailureProps {
  error: unknown
  /** What could not be shown, as a sentence begins: `More events`. */
  what: string
  onRetry: () => void
}

/** In place of what could not be loaded; what is on screen stays. */
export function Failure({ error, what, onRetry }: FailureProps) {
  const { text, requestId, signIn } = describeFailure(error)
  return (
    <Callout look="danger" role="alert" icon={<CircleAlert aria-hidden="true" />}>
      <p className="font-medium">{what} could not be loaded</p>
      <p>{text}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {signIn ? (
          <a href={signInHref()} className={buttonClass({ size: 'small' })}>
            Sign in again
          </a>
        ) : (
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        )}
        {requestId ? <FailureRequest id={requestId} /> : null}
      </div>
    </Callout>
  )
}

export function FailureRequest({ id }: { id: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-meta">
      Request <code className="break-all">{id}</code>
      <CopyButton text={() => id} label="Copy request id" iconOnly />
    </span>
  )
}

function signInHref(): string {
  if (typeof window === 'undefined') return '/sign-in'
  return `/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`
}
