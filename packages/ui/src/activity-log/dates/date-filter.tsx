import { type RangePreset, rangeLabels, rangePresets } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { cx } from 'class-variance-authority'
import { CalendarDays, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { closeDisclosure, Disclosure } from '../../shell/disclosure.tsx'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { offsetWords } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'
import { useLogFilter } from '../filters/filter-context.tsx'
import { daysOf, isDated, presetWords, type Reader, rangeWords } from '../filters/filter-words.ts'
import { CustomDates } from './custom-dates.tsx'

const presets = rangePresets.filter((preset): preset is Exclude<RangePreset, 'custom'> => preset !== 'custom')

/** When: any time, a range that moves with the calendar, or one's own dates. Days are those of the reader's zone. */
export function DateFilter({ zone, now }: Reader) {
  const { shown, change, hrefOf } = useLogFilter()
  const hydrated = useHydrated()
  const [opened, setOpened] = useState(false)
  const active = isDated(shown)
  const custom = active && (!shown.range || shown.range === 'custom')
  const choices = [undefined, ...presets].map((range) => ({
    range,
    label: range ? rangeLabels[range] : 'Any time',
    words: range ? presetWords(range, { zone, now }) : '',
    chosen: range ? shown.range === range : !active,
  }))
  const without = { from: undefined, to: undefined }

  return (
    <Disclosure
      name="filters"
      className="filter filter-list-date"
      labelClass={cx('filter-button', active && 'filter-button-active')}
      panelClass="filter-panel date-panel"
      shortcut="t"
      onOpen={() => setOpened(true)}
      label={
        <>
          <CalendarDays aria-hidden="true" />
          <span className="sr-only">Date: </span>
          {rangeWords(shown, { zone, now })}
          <ChevronDown aria-hidden="true" />
        </>
      }
    >
      {!hydrated && shown.range ? <input type="hidden" name="range" value={shown.range} /> : null}
      <fieldset className="filter-options date-presets">
        <legend className="sr-only">Date range</legend>
        {choices.map(({ range, label, words, chosen }) =>
          hydrated ? (
            <label key={label} className="filter-option">
              <input
                type="radio"
                name="range"
                value={range ?? ''}
                checked={chosen}
                onChange={() => change({ range, ...without })}
                onClick={(event) => {
                  // A press is final; an arrow key passes by.
                  if (event.detail > 0) closeDisclosure(event.currentTarget)
                }}
              />
              <span className="grow">{label}</span>
              <span className="whitespace-nowrap text-meta text-muted-foreground">{words}</span>
            </label>
          ) : (
            <Link
              key={label}
              to={hrefOf({ ...shown, range, ...without })}
              aria-current={chosen ? 'true' : undefined}
              className="filter-option"
            >
              <span className="grow">{label}</span>
              <span className="whitespace-nowrap text-meta text-muted-foreground">{words}</span>
            </Link>
          ),
        )}
        <p className="filter-note date-zone">
          Days of {zone.replaceAll('_', ' ')} ({offsetWords(zonedTime(now, zone).offset)}), weeks from Monday.
        </p>
      </fieldset>
      <CustomDates
        key={`${shown.from} ${shown.to}`}
        from={custom ? (shown.from ?? '') : ''}
        to={custom ? (shown.to ?? '') : ''}
        zone={zone}
        now={now}
        shown={daysOf(shown, { zone, now })}
        withGrid={opened}
        onApply={(part) => change({ range: 'custom', ...part })}
      />
    </Disclosure>
  )
}
