import { type EventFilter, type RangePreset, rangeLabels, rangePresets } from '@daybook/core/query'
import { cx } from 'class-variance-authority'
import { CalendarDays, ChevronDown } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { Button } from '../../shell/button.tsx'
import { closeDisclosure, Disclosure } from '../../shell/disclosure.tsx'
import { Input } from '../../shell/field.tsx'
import { presetWords, rangeWords } from './filter-words.ts'

interface DateFilterProps {
  filter: EventFilter
  zone: string
  now: Date
  onChange: (part: Pick<EventFilter, 'range' | 'from' | 'to'>) => void
}

const presets = rangePresets.filter((preset): preset is Exclude<RangePreset, 'custom'> => preset !== 'custom')

export function DateFilter({ filter, zone, now, onChange }: DateFilterProps) {
  const active = Boolean(filter.range || filter.from || filter.to)
  const [writing, setWriting] = useState(false)
  const custom = writing || filter.range === 'custom' || (!filter.range && active)
  const choose = (range: RangePreset | undefined) => {
    setWriting(false)
    onChange({ range, from: undefined, to: undefined })
  }

  return (
    <Disclosure
      name="filters"
      className="filter"
      labelClass={cx('filter-button', active && 'filter-button-active')}
      panelClass="filter-panel md:w-72"
      label={
        <>
          <CalendarDays aria-hidden="true" />
          <span className="sr-only">Date: </span>
          {rangeWords(filter, { zone, now })}
          <ChevronDown aria-hidden="true" />
        </>
      }
    >
      <fieldset className="filter-options">
        <legend className="sr-only">Date range</legend>
        <label className="filter-option">
          <input type="radio" name="range" value="" checked={!active && !custom} onChange={() => choose(undefined)} />
          Any time
        </label>
        {presets.map((preset) => (
          <label key={preset} className="filter-option">
            <input
              type="radio"
              name="range"
              value={preset}
              checked={filter.range === preset && !custom}
              onChange={() => choose(preset)}
            />
            <span className="grow">{rangeLabels[preset]}</span>
            <span className="whitespace-nowrap text-meta text-muted-foreground">
              {presetWords(preset, { zone, now })}
            </span>
          </label>
        ))}
      </fieldset>
      <CustomDates
        key={`${filter.from} ${filter.to}`}
        filter={filter}
        custom={custom}
        zone={zone}
        onWriting={() => setWriting(true)}
        onChange={(part) => {
          setWriting(false)
          onChange(part)
        }}
      />
    </Disclosure>
  )
}

interface CustomDatesProps {
  filter: EventFilter
  custom: boolean
  zone: string
  onWriting: () => void
  onChange: DateFilterProps['onChange']
}

/** Two dates, both included, typed or picked. They take effect together, when asked to. */
function CustomDates({ filter, custom, zone, onWriting, onChange }: CustomDatesProps) {
  const [from, setFrom] = useState(filter.from ?? '')
  const [to, setTo] = useState(filter.to ?? '')
  const backwards = from !== '' && to !== '' && from > to
  const apply = (event: MouseEvent<HTMLButtonElement>) => {
    onChange({ range: 'custom', from: from || undefined, to: to || undefined })
    closeDisclosure(event.currentTarget)
  }

  return (
    <div className="border-border border-t p-1.5">
      <label className="filter-option">
        <input type="radio" name="range" value="custom" checked={custom} onChange={onWriting} />
        <span className="grow">{rangeLabels.custom}</span>
        <span className="truncate text-meta text-muted-foreground">{zone.replaceAll('_', ' ')}</span>
      </label>
      <div className="grid grid-cols-2 gap-2 px-2 pt-1 pb-2">
        <DateInput name="from" label="From" value={from} onChange={setFrom} onFocus={onWriting} />
        <DateInput name="to" label="To" value={to} onChange={setTo} onFocus={onWriting} />
        {backwards ? (
          <p role="alert" className="col-span-2 text-destructive text-meta">
            The first date lies after the second.
          </p>
        ) : null}
        <Button look="primary" className="col-span-2" disabled={backwards || (!from && !to)} onClick={apply}>
          Use these dates
        </Button>
      </div>
    </div>
  )
}

interface DateInputProps {
  name: 'from' | 'to'
  label: string
  value: string
  onChange: (value: string) => void
  onFocus: () => void
}

function DateInput({ name, label, value, onChange, onFocus }: DateInputProps) {
  // An exact instant (from a link) does not fit into a date field; it stays editable as text.
  const isDate = value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value)
  return (
    <div className="grid gap-1">
      <label htmlFor={`filter-${name}`} className="text-meta text-muted-foreground">
        {label}
      </label>
      <Input
        id={`filter-${name}`}
        name={name}
        type={isDate ? 'date' : 'text'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={onFocus}
      />
    </div>
  )
}
