import { isJsonObject, type Json } from '@daybook/core/model'
import { useState } from 'react'
import { Visible } from '../../text/visible.tsx'
import { plural } from '../../time/words.ts'
import { ScalarValue } from './scalar-value.tsx'

const membersShown = 50

/** Any JSON as a tree that opens by itself for two levels. Keys and values are somebody else's text. */
export function JsonTree({ value, openLevels = 2 }: { value: Json; openLevels?: number }) {
  if (Array.isArray(value) || isJsonObject(value)) return <Branch value={value} openLevels={openLevels} />
  return <ScalarValue value={value} literal />
}

function Branch({ value, openLevels }: { value: Json[] | { [key: string]: Json }; openLevels: number }) {
  const [all, setAll] = useState(false)
  const entries: [string, Json][] = Object.entries(value)
  const shown = all ? entries : entries.slice(0, membersShown)
  const noun = Array.isArray(value) ? 'item' : 'key'
  if (entries.length === 0)
    return <span className="text-muted-foreground italic">{Array.isArray(value) ? 'no items' : 'no keys'}</span>
  return (
    <ul className="tree">
      {shown.map(([key, member]) => (
        <li key={key}>
          <Member name={key} value={member} openLevels={openLevels} />
        </li>
      ))}
      {entries.length > shown.length ? (
        <li>
          <button type="button" onClick={() => setAll(true)} className="text-house underline underline-offset-2">
            Show {plural(entries.length - shown.length, `more ${noun}`)}
          </button>
        </li>
      ) : null}
    </ul>
  )
}

function Member({ name, value, openLevels }: { name: string; value: Json; openLevels: number }) {
  const label = (
    <span className="text-muted-foreground">
      <Visible text={name} limit={200} />
    </span>
  )
  const size = Array.isArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : 0
  if (size === 0) {
    return (
      <span className="tree-leaf">
        {label}
        <span className="min-w-0">
          <JsonTree value={value} />
        </span>
      </span>
    )
  }
  return (
    <details open={openLevels > 0}>
      <summary className="tree-branch">
        {label}
        <span className="text-muted-foreground">
          {' '}
          {Array.isArray(value) ? plural(size, 'item') : plural(size, 'key')}
        </span>
      </summary>
      <JsonTree value={value} openLevels={openLevels - 1} />
    </details>
  )
}
