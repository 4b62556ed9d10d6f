import type { SessionView } from '@daybook/api/shared'
import { Ban, CircleDot, Clock, LogOut, type LucideIcon } from 'lucide-react'
import { Visible } from '../text/visible.tsx'
import { NearMoment } from './near-moment.tsx'
import { causeOf, type SessionStatus, statusNames } from './session-words.ts'

const signs: Record<SessionStatus, { sign: LucideIcon; tone: string }> = {
  active: { sign: CircleDot, tone: 'text-create' },
  expired: { sign: Clock, tone: 'text-muted-foreground' },
  signed_out: { sign: LogOut, tone: 'text-muted-foreground' },
  revoked: { sign: Ban, tone: 'text-revoke' },
}

/** How it stands with a session; of one that has ended, when, by whom and why. */
export function SessionState({ session, zone, now }: { session: SessionView; zone: string; now: Date }) {
  const { status, ended } = session
  const { sign: Sign, tone } = signs[status]
  const cause = causeOf(session)
  return (
    <>
      <p className="flex items-center gap-1.5">
        <Sign aria-hidden="true" className={`size-3.5 shrink-0 ${tone}`} />
        {statusNames[status]}
      </p>
      {ended ? (
        <div className="text-meta text-muted-foreground">
          <NearMoment at={ended.at} zone={zone} now={now} />
          {ended.reason === 'revoked' && ended.by ? (
            <div>by {ended.by.self ? 'the person, elsewhere' : <Visible text={ended.by.name} limit={120} />}</div>
          ) : null}
          {cause ? <div>{cause}</div> : null}
          {ended.note ? (
            <div>
              “<Visible text={ended.note} limit={500} />”
            </div>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
