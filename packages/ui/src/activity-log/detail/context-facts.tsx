import type { EventDetail } from '@daybook/api/shared'
import { areaLabels, type Channel, type FileLine, moduleLabel } from '@daybook/core/model'
import { Visible } from '../../text/visible.tsx'
import { ExactMoment, LaterMoment } from '../../time/moment.tsx'
import { countWords } from '../../time/words.ts'
import { Fact, Facts } from './facts.tsx'
import { Part } from './part.tsx'

const channelWords: Record<Channel, string> = {
  ui: 'Screen',
  api: 'API',
  job: 'Background job',
  import: 'Import',
  provider: 'Provider',
  sdk: 'SDK',
}

/** Where the event belongs and how it came in. */
export function ContextFacts({ event, zone }: { event: EventDetail; zone: string }) {
  return (
    <Part title="Context">
      <Facts>
        <Fact label="Number">
          <span className="tabular-nums">{countWords(event.number)}</span>
        </Fact>
        <Fact label="Module">
          <Visible text={moduleLabel(event.module)} />
          {event.area ? <span className="text-muted-foreground"> · {areaLabels[event.area]}</span> : null}
        </Fact>
        <Fact label="Action">
          <code className="text-mono">
            <Visible text={event.action} />
          </code>
        </Fact>
        <Fact label="Activity type">{text(event.activityType)}</Fact>
        <Fact label="Channel">{event.channel ? channelWords[event.channel] : null}</Fact>
        <Fact label="API">{text(event.apiUsed)}</Fact>
        <Fact label="Provider">{text(event.provider)}</Fact>
        <Fact label="Expert mode">{event.expertMode === null ? null : event.expertMode ? 'Yes' : 'No'}</Fact>
        <Fact label="Bulk import">{fileLine(event.bulkImport)}</Fact>
        <Fact label="CDR file">{fileLine(event.cdr)}</Fact>
        <Fact label="Batch">{text(event.batchId)}</Fact>
        {event.recordedAt !== event.occurredAt ? (
          <Fact label="Received">
            <LaterMoment at={event.recordedAt} after={event.occurredAt} zone={zone} />
          </Fact>
        ) : null}
        {event.claimedAt ? (
          <Fact label="Time as sent" span>
            <ExactMoment at={event.claimedAt} zone={zone} />
            <span className="text-muted-foreground"> · lay ahead of us, so the time of receipt counts</span>
          </Fact>
        ) : null}
      </Facts>
    </Part>
  )
}

function text(value: string | null) {
  return value ? <Visible text={value} /> : null
}

function fileLine(value: FileLine | null) {
  if (!value) return null
  return (
    <>
      <Visible text={value.fileId} />
      {value.line === null ? null : <span className="text-muted-foreground">, line {countWords(value.line)}</span>}
    </>
  )
}
