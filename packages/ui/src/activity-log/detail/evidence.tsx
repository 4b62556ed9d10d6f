import type { EventDetail } from '@daybook/api/shared'
import { ChevronRight, Lock } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../../trpc/client.tsx'
import { evidenceReadersDefault } from '../absence.tsx'
import { EvidenceFacts } from './evidence-facts.tsx'
import { Failure } from '../failure.tsx'
import { SkeletonLines } from '../skeleton.tsx'

interface EvidenceProps {
  event: EventDetail
  view: string | undefined
  readers?: string | undefined
}

/** Asked for only when opened: having looked at it is itself an event of the log. */
export function Evidence({ event, view, readers = evidenceReadersDefault }: EvidenceProps) {
  const [opened, setOpened] = useState(false)
  if (event.level === 'log') return <RestrictedEvidence readers={readers} />
  return (
    <details className="evidence" onToggle={(toggle) => setOpened((before) => before || toggle.currentTarget.open)}>
      <summary className="evidence-summary">
        <ChevronRight aria-hidden="true" className="size-4" />
        <h3>Technical evidence</h3>
        <span className="text-muted-foreground text-meta">Opening it is recorded</span>
      </summary>
      <div className="evidence-body">{opened ? <LoadedEvidence number={event.number} view={view} /> : null}</div>
    </details>
  )
}

function LoadedEvidence({ number, view }: { number: number; view: string | undefined }) {
  const query = trpc.audit.evidence.useQuery({ number, view })
  if (query.data) return <EvidenceFacts evidence={query.data} />
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
