import type { ActionCount, ActorCount } from '@daybook/api/shared'
import {
  describeOperation,
  moduleLabel,
  modules,
  type Operation,
  type Outcome,
  operations,
  outcomes,
} from '@daybook/core/model'
import type { EventFilter } from '@daybook/core/query'
import { Form, Link, useLocation, useSearchParams } from '@remix-run/react'
import { SlidersHorizontal, X } from 'lucide-react'
import type { FormEvent } from 'react'
import { Button, buttonClass } from '../shell/button.tsx'
import { Visible } from '../text/visible.tsx'
import { DateFilter } from './date-filter.tsx'
import { chosenFirst, FilterList, type FilterOption } from './filter-list.tsx'
import { filterWords } from './filter-words.ts'
import { KeywordBox } from './keyword-box.tsx'
import { otherParameters } from './log-address.ts'
import { OperationBadge } from './operation-badge.tsx'
import { OutcomeMark, outcomeWords } from './outcome-mark.tsx'
import { actorTypeWords, personName } from './person.tsx'
import type { LogFilter } from './use-log-filter.ts'

interface FilterBarProps {
  state: LogFilter
  actors: ActorCount[]
  actions: ActionCount[]
  zone: string
  now: Date
}

const sheetId = 'log-filters'

/**
 * One form of the platform's own kind: without scripts it is sent with a button. With them each choice counts at once,
 * except on narrow screens, where the choices stand in a sheet and take effect together.
 */
export function FilterBar({ state, actors, actions, zone, now }: FilterBarProps) {
  const { shown, change, apply, hrefOf } = state
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const active = filterWords(shown, { zone, now }, actors).filter((word) => word.label !== 'Keyword').length

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sheet = event.currentTarget.querySelector<HTMLElement>(`#${sheetId}`)
    if (sheet?.matches(':popover-open')) sheet.hidePopover()
    apply(typedDates(new FormData(event.currentTarget)))
  }

  return (
    <Form
      method="get"
      action={pathname}
      role="search"
      aria-label="Filter the log"
      onSubmit={onSubmit}
      className="filter-bar no-print"
    >
      {otherParameters(search).map(([key, value]) => (
        <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
      ))}
      {shown.area ? <input type="hidden" name="area" value={shown.area} /> : null}
      <KeywordBox value={shown.q ?? ''} onChange={(q) => change({ q: q || undefined }, { replace: true, now: true })} />
      <button type="button" popovertarget={sheetId} className={buttonClass({ size: 'field', className: 'md:hidden' })}>
        <SlidersHorizontal aria-hidden="true" />
        Filters
        {active > 0 ? <span className="filter-count">{active}</span> : null}
      </button>
      <div id={sheetId} popover="auto" className="filter-sheet">
        <div className="filter-sheet-head">
          <h2 className="font-semibold text-lead">Filters</h2>
          <button
            type="button"
            popovertarget={sheetId}
            popovertargetaction="hide"
            aria-label="Close"
            className={buttonClass({ look: 'quiet', square: true })}
          >
            <X aria-hidden="true" />
          </button>
        </div>
        <DateFilter filter={shown} zone={zone} now={now} onChange={change} />
        <FilterList
          label="User"
          name="actor"
          wide
          options={actorOptions(actors, shown.actor ?? [])}
          chosen={shown.actor ?? []}
          onChange={(actor) => change({ actor })}
        />
        <FilterList<Operation>
          label="Operation"
          name="operation"
          options={operationOptions}
          chosen={shown.operation ?? []}
          onChange={(operation) => change({ operation })}
        />
        <FilterList
          label="Action"
          name="action"
          wide
          options={actionOptions(actions, shown.action ?? [])}
          chosen={shown.action ?? []}
          onChange={(action) => change({ action })}
        />
        <FilterList
          label="Module"
          name="module"
          options={chosenFirst(moduleOptions, shown.module ?? [], plainOption)}
          chosen={shown.module ?? []}
          onChange={(module) => change({ module })}
        />
        <FilterList<Outcome>
          label="Outcome"
          name="outcome"
          options={outcomeOptions}
          chosen={shown.outcome ?? []}
          onChange={(outcome) => change({ outcome })}
        />
        <label className="filter-option filter-switch">
          <input
            type="checkbox"
            name="access"
            value="hide"
            checked={shown.access === 'hide'}
            onChange={(event) => change({ access: event.target.checked ? 'hide' : undefined })}
          />
          Hide access events
        </label>
        <div className="filter-sheet-foot">
          <Link
            to={hrefOf({})}
            preventScrollReset
            className={buttonClass({ size: 'large', className: 'grow' })}
            onClick={(event) => closeSheet(event.currentTarget)}
          >
            Reset
          </Link>
          <Button type="submit" look="primary" size="large" className="grow">
            Apply
          </Button>
        </div>
        <noscript>
          <button type="submit" className={buttonClass({ look: 'primary', size: 'field' })}>
            Apply filters
          </button>
        </noscript>
      </div>
    </Form>
  )
}

/** Dates that were typed but not yet taken over: sending the form means them. */
function typedDates(form: FormData): Partial<EventFilter> {
  const date = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return form.get('range') === 'custom' ? { range: 'custom', from: date('from'), to: date('to') } : {}
}

function closeSheet(inside: Element) {
  const sheet = inside.closest<HTMLElement>(`#${sheetId}`)
  if (sheet?.matches(':popover-open')) sheet.hidePopover()
}

const operationOptions: FilterOption<Operation>[] = operations.map((operation) => ({
  value: operation,
  text: describeOperation(operation).label,
  shown: <OperationBadge operation={operation} word={null} />,
}))

const outcomeOptions: FilterOption<Outcome>[] = outcomes.map((outcome) => ({
  value: outcome,
  text: outcomeWords[outcome],
  shown: <OutcomeMark outcome={outcome} />,
}))

const moduleOptions: FilterOption<string>[] = Object.keys(modules)
  .map((module) => ({ value: module, text: moduleLabel(module), shown: moduleLabel(module) }))
  .sort((one, other) => (one.text.toLowerCase() < other.text.toLowerCase() ? -1 : 1))

function plainOption(value: string): FilterOption<string> {
  return { value, text: value, shown: <Visible text={value} limit={80} /> }
}

function actorOptions(actors: ActorCount[], chosen: readonly string[]): FilterOption<string>[] {
  const options = actors.map((actor) => {
    const name = personName(actor)
    const second = actor.email && actor.email !== name ? actor.email : actorTypeWords[actor.type]
    return {
      value: actor.key,
      text: `${name} ${actor.email ?? ''}`,
      count: actor.count,
      shown: (
        <>
          <span className="block truncate">
            <Visible text={name} limit={100} />
          </span>
          <span className="block truncate text-meta text-muted-foreground">
            <Visible text={second} limit={100} />
          </span>
        </>
      ),
    }
  })
  return chosenFirst(options, chosen, plainOption)
}

function actionOptions(actions: ActionCount[], chosen: readonly string[]): FilterOption<string>[] {
  const options = actions.map(({ action, count }) => ({
    value: action,
    text: action,
    count,
    shown: (
      <code className="block truncate text-mono">
        <Visible text={action} limit={100} />
      </code>
    ),
  }))
  return chosenFirst(options, chosen, plainOption)
}
