import { Link, useLocation } from '@remix-run/react'
import { CircleAlert } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { Callout } from '../../shell/surface.tsx'
import { Visible } from '../../text/visible.tsx'
import { FailureRequest } from '../failure.tsx'

interface LogFailureProps {
  message: string
  requestId: string | null
  /** Rows of the address before are still on screen. */
  keptRows: boolean
}

export function LogFailure({ message, requestId, keptRows }: LogFailureProps) {
  const { pathname, search } = useLocation()
  return (
    <Callout look="danger" role="alert" icon={<CircleAlert aria-hidden="true" />} className="mb-3">
      <p className="font-medium">The events could not be loaded</p>
      <p>
        <Visible text={message} />
        {keptRows ? ' The events below are those from before.' : null}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Link to={pathname + search} replace reloadDocument className={buttonClass({ size: 'small' })}>
          Try again
        </Link>
        {requestId ? <FailureRequest id={requestId} /> : null}
      </div>
    </Callout>
  )
}
