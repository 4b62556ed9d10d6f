import { CircleAlert } from 'lucide-react'
import { FailureRequest } from '../activity-log/failure.tsx'
import { Button, buttonClass } from '../shell/button.tsx'
import { Callout } from '../shell/surface.tsx'
import { describeExportFailure } from './export-failure.ts'

interface ExportFailureProps {
  error: unknown
  title: string
  onRetry?: () => unknown
}

/** What went wrong and what to do. */
export function ExportFailure({ error, title, onRetry }: ExportFailureProps) {
  const { text, requestId, signIn } = describeExportFailure(error)
  return (
    <Callout look="danger" role="alert" icon={<CircleAlert aria-hidden="true" />}>
      <p className="font-medium">{title}</p>
      <p>{text}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2 empty:hidden">
        {signIn ? <SignInLink /> : null}
        {onRetry && !signIn ? (
          <Button size="small" onClick={() => void onRetry()}>
            Try again
          </Button>
        ) : null}
        {requestId ? <FailureRequest id={requestId} /> : null}
      </div>
    </Callout>
  )
}

export function SignInLink() {
  const here = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search
  return (
    <a href={`/sign-in?next=${encodeURIComponent(here)}`} className={buttonClass({ size: 'small' })}>
      Sign in again
    </a>
  )
}
