import type { Change, Json } from '@daybook/core/model'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { visibleText } from '../../text/hidden-characters.ts'
import { Visible } from '../../text/visible.tsx'
import { countWords, plural } from '../../time/words.ts'
import {
  type ChangeView,
  changesByField,
  fieldWords,
  hasAfter,
  hasBefore,
  listedChangesMax,
  type Sides,
} from './change-view.ts'
import { ChangedList } from './changed-list.tsx'
import { FieldValue } from './field-value.tsx'
import { wordDiff } from './word-diff.ts'

const rowsShown = 200
const groupsMax = 100

export function Changes({ view }: { view: ChangeView }) {
  if (view.kind === 'values') return <ValueTable view={view} />
  if (view.changes.length <= listedChangesMax) return <ChangeTable {...view} />
  const groups = changesByField(view.changes)
  // Where each change has a field of its own, groups would only hide them one by one.
  return groups.length > groupsMax ? <ChangeTable {...view} /> : <ManyChanges view={view} groups={groups} />
}

type ChangesView = Extract<ChangeView, { kind: 'changes' }>

/** More than anybody reads at once: by field, each to be opened. */
function ManyChanges({ view, groups }: { view: ChangesView; groups: [string, Change[]][] }) {
  return (
    <>
      <h3 className="part-title">
        {view.title} <span className="font-normal text-muted-foreground">{countWords(view.changes.length)}</span>
      </h3>
      <div className="grid gap-1.5">
        {groups.map(([field, changes]) => (
          <ChangeGroup key={field} field={field} changes={changes} sides={view.sides} />
        ))}
      </div>
    </>
  )
}

function ChangeGroup({ field, changes, sides }: { field: string; changes: Change[]; sides: Sides }) {
  const [opened, setOpened] = useState(false)
  return (
    <details className="evidence" onToggle={(event) => setOpened((before) => before || event.currentTarget.open)}>
      <summary className="evidence-summary">
        <ChevronRight aria-hidden="true" className="size-4" />
        <h4 className="mr-auto font-medium">
          <Visible text={field} limit={200} />
        </h4>
        <span className="text-meta text-muted-foreground tabular-nums">{plural(changes.length, 'change')}</span>
      </summary>
      <div className="evidence-body">
        {opened ? <ChangeTable title={field} sides={sides} changes={changes} /> : null}
      </div>
    </details>
  )
}

/** Field, before, after: only what changed. On narrow screens the two values stand under the field. */
function ChangeTable({ title, sides, changes }: Omit<ChangesView, 'kind'>) {
  const [shown, setShown] = useState(rowsShown)
  return (
    <>
      <table className="values">
        <caption>
          <Visible text={title} limit={200} />{' '}
          <span className="font-normal text-muted-foreground">{countWords(changes.length)}</span>
        </caption>
        <colgroup>
          <col className="values-field" />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">{sides.before}</th>
            <th scope="col">{sides.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, shown).map((change, index) => (
            <ChangeRow key={`${index}-${change.path}`} change={change} sides={sides} />
          ))}
        </tbody>
      </table>
      <ShowRest count={changes.length - shown} onShow={() => setShown(changes.length)} />
    </>
  )
}

const signs = { added: '+', removed: '−', changed: '~' } as const

function ChangeRow({ change, sides }: { change: Change; sides: Sides }) {
  const { before, after } = change
  const sign = !hasBefore(change) ? 'added' : hasAfter(change) ? 'changed' : 'removed'
  const texts = typeof before === 'string' && typeof after === 'string' ? wordDiff(before, after) : null
  return (
    <tr>
      <FieldName path={change.path} sign={sign} />
      {Array.isArray(before) && Array.isArray(after) ? (
        <td colSpan={2}>
          <ChangedList before={before} after={after} />
        </td>
      ) : (
        <>
          <td data-label={sides.before} className={hasBefore(change) ? 'bg-removed-tint' : undefined}>
            {texts ? (
              <DiffText pieces={texts.before} side="removed" />
            ) : (
              <Side value={before} gone="not there before" />
            )}
          </td>
          <td data-label={sides.after} className={hasAfter(change) ? 'bg-added-tint' : undefined}>
            {texts ? <DiffText pieces={texts.after} side="added" /> : <Side value={after} gone="removed" />}
          </td>
        </>
      )}
    </tr>
  )
}

function Side({ value, gone }: { value: Json | undefined; gone: string }) {
  if (value === undefined) return <span className="text-muted-foreground italic">{gone}</span>
  return <FieldValue value={value} />
}

function DiffText({ pieces, side }: { pieces: { text: string; changed: boolean }[]; side: 'added' | 'removed' }) {
  let offset = 0
  return pieces.map(({ text, changed }) => {
    const key = offset
    offset += text.length
    const shown = <Visible text={text} lines limit={20_000} />
    if (!changed) return <span key={key}>{shown}</span>
    if (side === 'added') return <ins key={key}>{shown}</ins>
    return <del key={key}>{shown}</del>
  })
}

/** All values: at creation, and at deletion, where the heading is struck as the thing itself was. */
function ValueTable({ view }: { view: Extract<ChangeView, { kind: 'values' }> }) {
  const [shown, setShown] = useState(rowsShown)
  return (
    <>
      <table className="values values-plain">
        <caption>
          {view.struck ? <del>{view.title}</del> : view.title}{' '}
          <span className="font-normal text-muted-foreground">{countWords(view.fields.length)}</span>
        </caption>
        <colgroup>
          <col className="values-field" />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {view.fields.slice(0, shown).map((field) => (
            <tr key={field.path}>
              <FieldName path={field.path} />
              <td>
                <FieldValue value={field.value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowRest count={view.fields.length - shown} onShow={() => setShown(view.fields.length)} />
    </>
  )
}

function FieldName({ path, sign }: { path: string; sign?: keyof typeof signs }) {
  const words = fieldWords(path)
  const last = words.at(-1) ?? path
  return (
    <th scope="row" title={visibleText(path)}>
      {sign ? (
        <span className="mr-1.5 font-mono text-muted-foreground" title={sign}>
          <span aria-hidden="true">{signs[sign]}</span>
          <span className="sr-only">{sign}: </span>
        </span>
      ) : null}
      {words.length > 1 ? (
        <span className="font-normal text-muted-foreground">
          <Visible text={`${words.slice(0, -1).join(' › ')} › `} limit={200} />
        </span>
      ) : null}
      <Visible text={last} limit={200} />
    </th>
  )
}

function ShowRest({ count, onShow }: { count: number; onShow: () => void }) {
  if (count <= 0) return null
  return (
    <button type="button" onClick={onShow} className="mt-2 text-house text-table underline underline-offset-2">
      Show {countWords(count)} more
    </button>
  )
}
