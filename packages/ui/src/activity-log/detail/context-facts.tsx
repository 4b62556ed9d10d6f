import type { EventDetail } from '@daybook/api/shared'
import { areaLabels, type FileLine, moduleLabel } from '@daybook/core/model'
import type { QueryKey } from '@daybook/core/query'
import { Visible } from '../../text/visible.tsx'
import { LaterMoment } from '../../time/moment.tsx'
import { MomentCard } from '../../time/moment-card.tsx'
import { countWords } from '../../time/words.ts'
import { channelWords } from '../filters/chip-words.ts'
import { operationLabel } from '../operation-badge.tsx'
import { Fact, Facts } from './facts.tsx'
import { Part } from './part.tsx'
import { AnyValue, Value } from './value.tsx'

/** Where the event belongs and how it came in. */
export function ContextFacts({ event, zone, now }: { event: EventDetail; zone: string; now: Date }) {
  const { operation, operationWord } = event
  return (
    <Part title="Context">
      <Facts>
        <Fact label="Number">
          <span className="tabular-nums">{countWords(event.number)}</span>
        </Fact>
        <Fact label="Operation">{asked('operation', operation, operationLabel(operation, operationWord))}</Fact>
        <Fact label="Module">{asked('module', event.module, moduleLabel(event.module))}</Fact>
        <Fact label="Area">{event.area ? asked('area', event.area, areaLabels[event.area]) : null}</Fact>
        <Fact label="Action">
          <Value queryKey="action" value={event.action} label={event.action}>
            <code className="text-mono">
              <Visible text={event.action} />
            </code>
          </Value>
        </Fact>
        <Fact label="Activity type">{text(event.activityType)}</Fact>
        <Fact label="Channel">
          {event.channel ? asked('channel', event.channel, channelWords[event.channel]) : null}
        </Fact>
        <Fact label="API">{text(event.apiUsed)}</Fact>
        <Fact label="Provider">{text(event.provider)}</Fact>
        <Fact label="Expert mode">{event.expertMode === null ? null : event.expertMode ? 'Yes' : 'No'}</Fact>
        <Fact label="Bulk import">{fileLine(event.bulkImport)}</Fact>
        <Fact label="CDR file">{fileLine(event.cdr)}</Fact>
        <Fact label="Batch">{event.batchId ? asked('batch', event.batchId, event.batchId) : null}</Fact>
        {event.recordedAt !== event.occurredAt ? (
          <Fact label="Received">
            <LaterMoment at={event.recordedAt} after={event.occurredAt} zone={zone} />
          </Fact>
        ) : null}
        {event.claimedAt ? (
          <Fact label="Time as sent" span>
            <MomentCard at={event.claimedAt} zone={zone} now={now} />
            <span className="text-muted-foreground"> · lay ahead of us, so the time of receipt counts</span>
          </Fact>
        ) : null}
      </Facts>
    </Part>
  )
}

function asked(queryKey: QueryKey, value: string, label: string) {
  return (
    <Value queryKey={queryKey} value={value} label={label}>
      <Visible text={label} />
    </Value>
  )
}

function text(value: string | null) {
  if (!value) return null
  return (
    <AnyValue text={value}>
      <Visible text={value} />
    </AnyValue>
  )
}

function fileLine(value: FileLine | null) {
  if (!value) return null
  return (
    <AnyValue text={value.fileId}>
      <Visible text={value.fileId} />
      {value.line === null ? null : <span className="text-muted-foreground">, line {countWords(value.line)}</span>}
    </AnyValue>
  )
}
