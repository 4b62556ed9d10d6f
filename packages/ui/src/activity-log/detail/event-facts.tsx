import type { EventDetail, TargetView } from '@daybook/api/shared'
import { VenetianMask } from 'lucide-react'
import { Visible } from '../../text/visible.tsx'
import { ExactMoment } from '../../time/moment.tsx'
import { Fact, Facts } from './facts.tsx'
import { OutcomeMark } from '../outcome-mark.tsx'
import { PersonCard } from '../person.tsx'

/** Who, when, on what, with what result, and why it matters. */
export function EventFacts({ event, zone, now }: { event: EventDetail; zone: string; now: Date }) {
  return (
    <Facts wide>
      <Fact label="Who">
        <PersonCard person={event.actor} />
      </Fact>
      {event.onBehalfOf ? (
        <Fact label="On behalf of">
          <PersonCard person={event.onBehalfOf} />
        </Fact>
      ) : null}
      {event.assumedBy ? (
        <Fact label="Assumed by">
          <span className="text-warning [&_*]:text-warning">
            <VenetianMask aria-hidden="true" className="mr-1 inline size-3.5 align-[-0.15em]" />
            <PersonCard person={event.assumedBy} />
          </span>
        </Fact>
      ) : null}
      <Fact label="When">
        <ExactMoment at={event.occurredAt} zone={zone} now={now} />
      </Fact>
      <Fact label={event.targets.length > 1 ? 'Targets' : 'Target'}>
        {event.targets.length > 0 ? <Targets targets={event.targets} /> : null}
      </Fact>
      <Fact label="Result">
        <OutcomeMark outcome={event.outcome} />
        {event.outcomeReason ? (
          <span className="text-muted-foreground">
            {' · '}
            <Visible text={event.outcomeReason} lines />
          </span>
        ) : null}
      </Fact>
      <Fact label="Why it matters">{event.whyItMatters ? <Visible text={event.whyItMatters} lines /> : null}</Fact>
    </Facts>
  )
}

function Targets({ targets }: { targets: TargetView[] }) {
  return (
    <ul className="grid gap-0.5">
      {targets.map((target, index) => (
        <li key={`${index}-${target.type}`}>
          <span className="font-medium">
            <Visible text={target.name ?? target.type} />
          </span>
          <span className="text-muted-foreground">
            {target.name ? (
              <>
                {' · '}
                <Visible text={target.type} />
              </>
            ) : null}
            {target.revision ? (
              <>
                {' · revision '}
                <Visible text={target.revision} />
              </>
            ) : null}
            {target.relation ? (
              <>
                {' · '}
                <Visible text={target.relation} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}
