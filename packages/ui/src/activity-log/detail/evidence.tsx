import type { EventDetail } from '@daybook/api/shared'
import { ChevronRight, Lock } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { trpc } from '../../trpc/client.tsx'
import { evidenceReadersDefault } from '../absence.tsx'
import { Failure } from '../failure.tsx'
import { SkeletonLines } from '../skeleton.tsx'

/** Reading devices takes more code than the rest of an event: it comes when somebody looks. */
const EvidenceFacts = lazy(async () => ({ default: (await import('./evidence-facts.tsx')).EvidenceFacts }))

interface EvidenceProps {
  event: EventDetail
  look: string | undefined
  readers?: string | undefined
}

/** Asked for only when opened: having looked at it is itself an event of the log. */
export function Evidence({ event, look, readers = evidenceReadersDefault }: EvidenceProps) {
  const [opened, setOpened] = useState(false)
  if (event.level === 'log') return <RestrictedEvidence readers={readers} />
  return (
    <details className="evidence" onToggle={(toggle) => setOpened((before) => before || toggle.currentTarget.open)}>
      <summary className="evidence-summary">
        <ChevronRight aria-hidden="true" className="size-4" />
        <h3>Technical evidence</h3>
        <span className="text-muted-foreground text-meta">Opening it is recorded</span>
      </summary>
      <div className="evidence-body">{opened ? <LoadedEvidence event={event} look={look} /> : null}</div>
    </details>
  )
}

function LoadedEvidence({ event, look }: Pick<EvidenceProps, 'event' | 'look'>) {
  const query = trpc.audit.evidence.useQuery({ number: event.number, view: look })
  if (query.data) {
    return (
      <Suspense fallback={<SkeletonLines count={4} label="Loading the technical evidence" />}>
        <EvidenceFacts evidence={query.data} occurredAt={event.occurredAt} recordedAt={event.recordedAt} />
      </Suspense>
    )
  }
  if (query.error)
    return <Failure error={query.error} what="The technical evidence" onRetry={() => void query.refetch()} />
  return <SkeletonLines count={4} label="Loading the technical evidence" />
}

function RestrictedEvidence({ readers }: { readers: string }) {
  return (
    <section className="stripes flex items-start gap-3 rounded-md border border-border-strong border-dashed px-3.5 py-3">
      <Lock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="text-table">
        <h3 className="font-medium">Technical evidence</h3>
        <p className="text-muted-foreground">
          Restricted — {readers} can see this: addresses, devices, identifiers, requests and metadata.
        </p>
      </div>
    </section>
  )
}
