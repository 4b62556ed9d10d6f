import type { FacetValue } from '@daybook/api/shared'
import { channels, isOperation, moduleLabel, modules, operations, outcomes } from '@daybook/core/model'
import type { FacetKey } from '@daybook/core/query'
import { Visible } from '../../text/visible.tsx'
import { OperationBadge } from '../operation-badge.tsx'
import { OutcomeMark } from '../outcome-mark.tsx'
import { actorTypeWords, personName } from '../person.tsx'
import { isActorKey, type Names, valueWords } from './chip-words.ts'
import type { ListedOption } from './list-options.ts'

const modulesByName = Object.keys(modules).sort((one, other) =>
  moduleLabel(one).toLowerCase() < moduleLabel(other).toLowerCase() ? -1 : 1,
)

const known: Partial<Record<FacetKey, readonly string[]>> = {
  operation: operations,
  outcome: outcomes,
  channel: channels,
  module: modulesByName,
}

/** The values a key can have as far as that is known without asking the log; none where it knows better. */
export function knownValues(key: FacetKey): readonly string[] {
  return known[key] ?? []
}

/** How a value stands in its list. */
export function optionOf(key: FacetKey, value: string, names: Names, found?: FacetValue): ListedOption {
  const text = valueWords(key, value, names)
  switch (key) {
    case 'actor':
      return actorOption(value, text, found)
    case 'operation':
      return { value, text, shown: isOperation(value) ? <OperationBadge operation={value} word={null} /> : text }
    case 'outcome': {
      const outcome = outcomes.find((one) => one === value)
      return { value, text, shown: outcome ? <OutcomeMark outcome={outcome} /> : text }
    }
    case 'action':
    case 'ip':
      return {
        value,
        text,
        shown: (
          <code className="block truncate text-mono" title={text}>
            <Visible text={value} limit={100} />
          </code>
        ),
      }
    case 'module':
    case 'channel':
    case 'target_type':
      return { value, text, shown: <bdi className="block truncate">{text}</bdi> }
  }
}

function actorOption(value: string, text: string, found: FacetValue | undefined): ListedOption {
  if (!found?.actor) {
    const shown = isActorKey(value) ? text : `Name contains ${text}`
    return { value, text, shown: <bdi className="block truncate">{shown}</bdi> }
  }
  const name = personName(found.actor)
  const { email, type } = found.actor
  return {
    value,
    text: `${name} ${email ?? ''}`.trim(),
    shown: (
      <>
        <span className="block truncate">
          <Visible text={name} limit={100} />
        </span>
        <span className="block truncate text-meta text-muted-foreground">
          <Visible text={email && email !== name ? email : actorTypeWords[type]} limit={100} />
        </span>
      </>
    ),
  }
}
