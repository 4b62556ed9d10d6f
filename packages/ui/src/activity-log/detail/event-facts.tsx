import type { EventDetail, PersonView, TargetView } from '@daybook/api/shared'
import { VenetianMask } from 'lucide-react'
import type { ReactNode } from 'react'
import { Visible } from '../../text/visible.tsx'
import { MomentCard } from '../../time/moment-card.tsx'
import { OutcomeMark, outcomeWords } from '../outcome-mark.tsx'
import { PersonCard, personName } from '../person.tsx'
import { fieldWord } from './change-view.ts'
import { Fact, Facts } from './facts.tsx'
import { Value } from './value.tsx'

/** Who, when, on what, with what result, and why it matters. */
export function EventFacts({ event, zone, now }: { event: EventDetail; zone: string; now: Date }) {
  const [target, ...linked] = event.targets
  return (
    <Facts wide>
      <Fact label="Who">
        <Who person={event.actor} />
      </Fact>
      {event.assumedBy ? (
        <Fact label="Assumed by">
          <span className="text-warning [&_*]:text-warning">
            <VenetianMask aria-hidden="true" className="mr-1 inline size-3.5 align-[-0.15em]" />
            <Who person={event.assumedBy} />
          </span>
        </Fact>
      ) : null}
      {event.onBehalfOf ? (
        <Fact label="On behalf of">
          <Who person={event.onBehalfOf} />
        </Fact>
      ) : null}
      <Fact label="When">
        <MomentCard at={event.occurredAt} zone={zone} now={now} />
      </Fact>
      {target ? (
        <Fact label="Target">
          <Target target={target} />
        </Fact>
      ) : null}
      {byRelation(linked).map(([relation, targets]) => (
        <Fact key={relation} label={relation}>
          <ul className="grid gap-0.5">
            {targets.map((each, index) => (
              <li key={`${index}-${each.type}`}>
                <Target target={each} />
              </li>
            ))}
          </ul>
        </Fact>
      ))}
      <Fact label="Result">
        <Value queryKey="outcome" value={event.outcome} label={outcomeWords[event.outcome]}>
          <OutcomeMark outcome={event.outcome} />
          {event.outcomeReason ? (
            <span className="text-muted-foreground">
              {' · '}
              <Visible text={event.outcomeReason} lines />
            </span>
          ) : null}
        </Value>
      </Fact>
      <Fact label="Why it matters">{event.whyItMatters ? <Visible text={event.whyItMatters} lines /> : null}</Fact>
    </Facts>
  )
}

/** As they were then. */
function Who({ person }: { person: PersonView }) {
  return (
    <Value queryKey="actor" value={person.key} label={personName(person)}>
      <PersonCard person={person} />
    </Value>
  )
}

/** What is linked to an event stands under what it is to it: `From`, `To`, else `Also`. */
function byRelation(targets: readonly TargetView[]): [string, TargetView[]][] {
  const groups = new Map<string, TargetView[]>()
  for (const target of targets) {
    const relation = target.relation ? fieldWord(target.relation) : 'Also'
    groups.set(relation, [...(groups.get(relation) ?? []), target])
  }
  return [...groups]
}

function Target({ target }: { target: TargetView }) {
  const { name, type, revision } = target
  const about: ReactNode = (
    <>
      <span className="font-medium">
        <Visible text={name ?? type} />
      </span>
      <span className="text-muted-foreground">
        {name ? (
          <>
            {' · '}
            <Visible text={type} />
          </>
        ) : null}
        {revision ? (
          <>
            {' · revision '}
            <Visible text={revision} />
          </>
        ) : null}
      </span>
    </>
  )
  if (name === null) {
    return (
      <Value queryKey="target_type" value={type} label={type}>
        {about}
      </Value>
    )
  }
  return (
    <Value queryKey="target" value={name} label={name}>
      {about}
    </Value>
  )
}
