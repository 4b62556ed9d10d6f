import { isRangeBound, rangeBoundHint } from '@daybook/core/query'
import { type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { Button } from '../../shell/button.tsx'
import { closeDisclosure } from '../../shell/disclosure.tsx'
import { Input } from '../../shell/field.tsx'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { dayKey } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'
import { type DayRange, isDay, pickedRange } from './month.ts'

const MonthGrid = lazy(async () => ({ default: (await import('./month-grid.tsx')).MonthGrid }))

interface CustomDatesProps {
  from: string
  to: string
  zone: string
  now: Date
  /** The days of a range with a name, to be seen in the calendar. */
  shown: DayRange
  /** The calendar comes when it is seen. */
  withGrid: boolean
  onApply: (range: { from: string | undefined; to: string | undefined }) => void
}

/** Two dates, both included, typed or picked. They take effect together, when asked to. */
export function CustomDates({ zone, now, shown, withGrid, onApply, ...given }: CustomDatesProps) {
  const [range, setRange] = useState({ from: given.from, to: given.to })
  const hydrated = useHydrated()
  const { from, to } = range
  const problem = problemOf(from, to)
  const apply = (element: Element) => {
    if (problem || (!from && !to)) return
    onApply({ from: from || undefined, to: to || undefined })
    closeDisclosure(element)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    apply(event.target)
  }

  return (
    <fieldset className="date-custom" onKeyDown={onKeyDown}>
      <legend className="sr-only">Dates of your own</legend>
      <div className="grid grid-cols-2 gap-2">
        <DateInput
          name="from"
          label="From"
          value={from}
          hydrated={hydrated}
          onChange={(text) => setRange({ ...range, from: text })}
        />
        <DateInput
          name="to"
          label="To, included"
          value={to}
          hydrated={hydrated}
          onChange={(text) => setRange({ ...range, to: text })}
        />
      </div>
      {withGrid ? (
        <Suspense fallback={<div className="month-waiting" />}>
          <MonthGrid
            range={from || to ? range : shown}
            today={dayKey(zonedTime(now, zone))}
            onPick={(day) => setRange(pickedRange(range, day))}
          />
        </Suspense>
      ) : null}
      <p role="alert" className="text-destructive text-meta empty:hidden">
        {problem}
      </p>
      {hydrated ? (
        <Button
          look="primary"
          size="small"
          className="w-full"
          disabled={problem !== null || (!from && !to)}
          onClick={(event) => apply(event.currentTarget)}
        >
          Use these dates
        </Button>
      ) : null}
    </fieldset>
  )
}

/** Why these two cannot be used; null where they can. */
export function problemOf(from: string, to: string): string | null {
  for (const text of [from, to]) if (!isRangeBound(text)) return `“${text}” is not a date. ${rangeBoundHint}`
  const backwards = isDay(from) === isDay(to) && from !== '' && to !== '' && from > to
  return backwards ? 'The first date lies after the second.' : null
}

interface DateInputProps {
  name: 'from' | 'to'
  label: string
  value: string
  hydrated: boolean
  onChange: (value: string) => void
}

function DateInput({ name, label, value, hydrated, onChange }: DateInputProps) {
  return (
    <div className="grid gap-1">
      <label htmlFor={`filter-${name}`} className="text-meta text-muted-foreground">
        {label}
      </label>
      <Input
        id={`filter-${name}`}
        name={name}
        type={hydrated || (value !== '' && !isDay(value)) ? 'text' : 'date'}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
        placeholder="YYYY-MM-DD"
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  )
}
