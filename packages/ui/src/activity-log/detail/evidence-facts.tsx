import type { EventEvidence } from '@daybook/api/shared'
import { type QueryKey, queryKeys } from '@daybook/core/query'
import type { ReactNode } from 'react'
import { CopyButton } from '../../shell/copy-button.tsx'
import { Visible } from '../../text/visible.tsx'
import { countWords, lagWords } from '../../time/words.ts'
import { Fact, Facts } from './facts.tsx'
import { JsonTree } from './json-tree.tsx'
import { UserAgent } from './user-agent.tsx'
import { AnyValue, Value } from './value.tsx'

interface EvidenceFactsProps {
  evidence: EventEvidence
  /** ISO 8601. */
  occurredAt: string
  recordedAt: string
}

/** Clocks of two machines agree this well, in milliseconds; beyond it the difference says something. */
const skewMin = 5000

export function EvidenceFacts({ evidence, occurredAt, recordedAt }: EvidenceFactsProps) {
  const skew = new Date(recordedAt).getTime() - new Date(occurredAt).getTime()
  const { http } = evidence
  return (
    <div className="grid gap-5">
      <Group title="From where">
        <Fact label="IP address" always>
          {evidence.ip ? (
            <Identifier
              value={evidence.ip}
              label="Copy IP address"
              queryKey={queryKeys.ip.read(evidence.ip) === null ? null : 'ip'}
            />
          ) : null}
        </Fact>
        <Fact label="Country" always>
          {evidence.country ? (
            <Value queryKey="country" value={evidence.country} label={evidence.country}>
              <Visible text={evidence.country} /> <span className="text-muted-foreground">· approximate</span>
            </Value>
          ) : null}
        </Fact>
        <Fact label="Forwarded for">{evidence.forwardedFor ? <Mono text={evidence.forwardedFor} /> : null}</Fact>
        <Fact label="Device" always span>
          {evidence.userAgent ? <UserAgent raw={evidence.userAgent} /> : null}
        </Fact>
      </Group>
      <Group title="Request">
        <Fact label="HTTP" always span>
          {http ? (
            <span className="font-mono text-mono">
              {http.method ? <Visible text={http.method} /> : null} {http.path ? <Visible text={http.path} /> : null}
              {http.status === null ? null : <span className="text-muted-foreground"> → {http.status}</span>}
            </span>
          ) : null}
        </Fact>
        <Fact label="Request" always>
          {id(evidence.requestId, 'Copy request id', 'request')}
        </Fact>
        <Fact label="Session" always>
          {id(evidence.sessionId, 'Copy session id', 'session')}
        </Fact>
        <Fact label="Correlation" always>
          {id(evidence.correlationId, 'Copy correlation id', 'correlation')}
        </Fact>
      </Group>
      <Group title="Identifiers">
        <Fact label="Actor" always>
          {id(evidence.actorId, 'Copy actor id')}
        </Fact>
        <Fact label="On behalf of">{id(evidence.onBehalfOfId, 'Copy id')}</Fact>
        <Fact label="Assumed by">{id(evidence.assumedById, 'Copy id')}</Fact>
        <Fact label="Customer">{id(evidence.customerId, 'Copy customer id')}</Fact>
        {evidence.targets.map((target, index) => (
          <Fact key={`${index}-${target.id}`} label={index === 0 ? 'Target' : 'Also'} always>
            {id(target.id, 'Copy target id', 'target_id')}
            {target.url && /^https?:\/\//i.test(target.url) ? <TargetLink url={target.url} /> : null}
          </Fact>
        ))}
      </Group>
      <Group title="Record">
        <Fact label="Number">
          <span className="tabular-nums">{countWords(evidence.number)}</span>
        </Fact>
        <Fact label="Occurred" span>
          <span className="tabular-nums">{occurredAt}</span>
        </Fact>
        <Fact label="Received" span>
          <span className="tabular-nums">{recordedAt}</span>
          {Math.abs(skew) >= skewMin ? <span className="text-warning"> · {lagWords(skew)}</span> : null}
        </Fact>
        <Fact label="Event id">{id(evidence.id, 'Copy event id')}</Fact>
        <Fact label="Leaf hash" span>
          {id(evidence.leafHash, 'Copy leaf hash')}
        </Fact>
      </Group>
      {evidence.policyDecision === null ? null : (
        <Tree title="Policy decision">
          <JsonTree value={evidence.policyDecision} />
        </Tree>
      )}
      {evidence.metadata ? (
        <Tree title="Metadata">
          <JsonTree value={evidence.metadata} />
        </Tree>
      ) : null}
    </div>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="group-title">{title}</h4>
      <Facts>{children}</Facts>
    </section>
  )
}

function Tree({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="group-title">{title}</h4>
      <div className="rounded-md border border-border bg-card px-3 py-2 font-mono text-mono">{children}</div>
    </section>
  )
}

function id(value: string | null, label: string, queryKey: QueryKey | null = null) {
  return value ? <Identifier value={value} label={label} queryKey={queryKey} /> : null
}

interface IdentifierProps {
  value: string
  label: string
  /** The key of the query language that stands for it, if one does. */
  queryKey: QueryKey | null
}

function Identifier({ value, label, queryKey }: IdentifierProps) {
  const shown = (
    <span className="inline-flex max-w-full items-start gap-1 align-top">
      <Mono text={value} />
      <span className="-my-1">
        <CopyButton text={() => value} label={label} iconOnly />
      </span>
    </span>
  )
  if (queryKey === null) return <AnyValue text={value}>{shown}</AnyValue>
  return (
    <Value queryKey={queryKey} value={value} label={value}>
      {shown}
    </Value>
  )
}

function Mono({ text }: { text: string }) {
  return (
    <code className="min-w-0 text-mono">
      <Visible text={text} />
    </code>
  )
}

/** A link somebody else sent: it says where it leads, and tells the other side nothing. */
function TargetLink({ url }: { url: string }) {
  return (
    <a
      href={url}
      rel="noopener noreferrer nofollow"
      target="_blank"
      className="block py-1 text-house underline underline-offset-2"
    >
      <Visible text={url} limit={300} />
    </a>
  )
}
