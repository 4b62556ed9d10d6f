import { isJsonObject, type Json } from '@daybook/core/model'
import type { ReactNode } from 'react'
import { countWords } from '../../time/words.ts'
import { arrayDelta } from './array-delta.ts'
import { FieldValue } from './field-value.tsx'

/** A list before and after, told by its members: who came, who went, who stayed. */
export function ChangedList({ before, after }: { before: Json[]; after: Json[] }) {
  const { added, removed, changed, kept, reordered } = arrayDelta(before, after)
  return (
    <ul className="grid gap-1">
      {removed.map((member) => (
        <Line key={`-${JSON.stringify(member)}`} sign="−" word="removed" look="bg-removed-tint">
          <FieldValue value={nameOf(member)} />
        </Line>
      ))}
      {added.map((member) => (
        <Line key={`+${JSON.stringify(member)}`} sign="+" word="added" look="bg-added-tint">
          <FieldValue value={nameOf(member)} />
        </Line>
      ))}
      {changed.map((pair) => (
        <Line key={`~${JSON.stringify(pair.after)}`} sign="~" word="changed">
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
            <FieldValue value={pair.before} />
            <FieldValue value={pair.after} />
          </div>
        </Line>
      ))}
      {kept > 0 ? (
        <li className="text-muted-foreground">
          {countWords(kept)} {reordered ? 'in another order' : 'unchanged'}
        </li>
      ) : null}
    </ul>
  )
}

interface LineProps {
  sign: string
  word: string
  look?: string
  children: ReactNode
}

function Line({ sign, word, look = '', children }: LineProps) {
  return (
    <li className={`flex gap-2 rounded-sm px-1.5 py-0.5 ${look}`}>
      <span className="shrink-0 text-muted-foreground">
        <span aria-hidden="true" className="font-mono">
          {sign}
        </span>{' '}
        {word}
      </span>
      <div className="min-w-0 grow">{children}</div>
    </li>
  )
}

/** A member that is nothing but an id and a name is said by its name. */
function nameOf(member: Json): Json {
  if (!isJsonObject(member)) return member
  const { name } = member
  const rest = Object.keys(member).filter((key) => key !== 'name' && key !== 'id')
  return typeof name === 'string' && rest.length === 0 ? name : member
}
