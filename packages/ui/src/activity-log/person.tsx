import type { PersonView } from '@daybook/api/shared'
import type { ActorType } from '@daybook/core/model'
import { VenetianMask } from 'lucide-react'
import { Visible } from '../text/visible.tsx'

export const actorTypeWords: Record<ActorType, string> = {
  user: 'User',
  staff: 'Platform staff',
  partner: 'Partner',
  api_key: 'API key',
  service: 'Service',
  system: 'System',
  anonymous: 'Not signed in',
}

type Named = Pick<PersonView, 'type' | 'name' | 'email'> & { username?: string | null }

/** Somebody without a name. A machine needs none; a person whose name was not sent is said to lack one. */
const nameless: Record<ActorType, string> = {
  user: 'Unnamed user',
  staff: 'Unnamed staff',
  partner: 'Unnamed partner',
  api_key: 'API key',
  service: 'Service',
  system: 'The system',
  anonymous: 'Somebody',
}

/** The best name there is; never a raw identifier. */
export function personName(person: Named): string {
  return person.name ?? person.username ?? person.email ?? nameless[person.type]
}

/** Under the name: what tells two people of one name apart. */
function personLine(person: Named): string {
  if (person.email && person.email !== personName(person)) return person.email
  if (person.username && person.username !== personName(person)) return person.username
  return person.type === 'system' ? 'Automatic' : actorTypeWords[person.type]
}

interface PersonCellProps {
  person: PersonView
  assumedBy: PersonView | null
  onBehalfOf: PersonView | null
}

/** Two lines of a row: the name, then the e-mail or who really sat there. */
export function PersonCell({ person, assumedBy, onBehalfOf }: PersonCellProps) {
  return (
    <>
      <div className="truncate font-medium">
        <Visible text={personName(person)} limit={120} />
      </div>
      {assumedBy ? (
        <div className="second-line second-line-stays flex items-center gap-1 text-warning">
          <VenetianMask aria-hidden="true" className="size-3 shrink-0" />
          <span className="truncate">
            assumed by <Visible text={personName(assumedBy)} limit={80} />
          </span>
        </div>
      ) : (
        <div className={onBehalfOf ? 'second-line second-line-stays' : 'second-line'}>
          {onBehalfOf ? (
            <>
              on behalf of <Visible text={personName(onBehalfOf)} limit={80} />
            </>
          ) : (
            <Visible text={personLine(person)} limit={120} />
          )}
        </div>
      )}
    </>
  )
}

/** In full, as they were when it happened. */
export function PersonCard({ person }: { person: PersonView }) {
  const facts = [person.email, person.username, person.role, actorTypeWords[person.type]]
  const name = personName(person)
  const rest = facts.filter((fact): fact is string => Boolean(fact) && fact !== name)
  return (
    <span>
      <span className="font-medium">
        <Visible text={name} />
      </span>
      {rest.map((fact) => (
        <span key={fact} className="text-muted-foreground">
          {' · '}
          <Visible text={fact} />
        </span>
      ))}
    </span>
  )
}
