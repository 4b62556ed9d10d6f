import type { EventDetail } from '@daybook/api/shared'
import { Visible } from '../../text/visible.tsx'
import { ZoneProvider } from '../../time/zone-context.tsx'
import { changeViews, fieldWord } from './change-view.ts'
import { Changes } from './changes.tsx'
import { ContextFacts } from './context-facts.tsx'
import { EventFacts } from './event-facts.tsx'
import { Evidence } from './evidence.tsx'
import { Fact, Facts } from './facts.tsx'
import { FieldValue } from './field-value.tsx'
import { Part } from './part.tsx'
import { RelatedEvents } from './related-events.tsx'
import { AnyValue } from './value.tsx'

export interface EventDetailsProps {
  event: EventDetail
  zone: string
  now: Date
  /** The look at the log from which it was opened, if from one. */
  look?: string | undefined
  /** Who may see the technical evidence, in words. */
  readers?: string | undefined
  /** Where another event is shown. */
  eventHref: (number: number) => string
  /** Related events are read at once, not when asked for. */
  relatedOpen?: boolean
}

/** Everything a reader may know of one event, in the order in which one asks: who, what changed, why, and how so. */
export function EventDetails(props: EventDetailsProps) {
  const { event, zone, now, look, readers, eventHref, relatedOpen = false } = props
  const details = event.details ? Object.entries(event.details) : []
  return (
    <ZoneProvider zone={zone}>
      <div className="event-parts">
        <EventFacts event={event} zone={zone} now={now} />
        <Reasons event={event} />
        {changeViews(event).map((view) => (
          <Part key={view.kind}>
            <Changes view={view} />
          </Part>
        ))}
        {details.length > 0 ? (
          <Part title="Details">
            <Facts>
              {details.map(([key, value]) => (
                <Fact key={key} label={fieldWord(key)} span={typeof value === 'object' && value !== null}>
                  {typeof value === 'string' ? (
                    <AnyValue text={value}>
                      <FieldValue value={value} />
                    </AnyValue>
                  ) : (
                    <FieldValue value={value} />
                  )}
                </Fact>
              ))}
            </Facts>
          </Part>
        ) : null}
        <ContextFacts event={event} zone={zone} now={now} />
        <RelatedEvents number={event.number} look={look} zone={zone} open={relatedOpen} eventHref={eventHref} />
        <Evidence event={event} look={look} readers={readers} />
      </div>
    </ZoneProvider>
  )
}

/** Why it was done, in the words of those who did it. */
function Reasons({ event }: { event: EventDetail }) {
  const texts = [
    ['Description', event.description],
    ['Explanation', event.explanation],
    ['Reason', event.reason],
    ['Purpose', event.purpose],
    ['Justification', event.justification],
  ] as const
  const given = texts.filter(([, text]) => text)
  if (given.length === 0) return null
  return (
    <Part title="In their words">
      <Facts wide>
        {given.map(([label, text]) => (
          <Fact key={label} label={label}>
            <span className="block max-w-[72ch]">
              <Visible text={text ?? ''} lines limit={20_000} />
            </span>
          </Fact>
        ))}
      </Facts>
    </Part>
  )
}
