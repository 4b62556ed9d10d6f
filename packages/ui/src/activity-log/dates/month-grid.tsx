import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../shell/button.tsx'
import { longDate, monthYear } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'
import { type Day, type DayRange, dayAfterKey, isDay, isWithin, monthsAfter, weeksOf } from './month.ts'

interface MonthGridProps {
  range: DayRange
  /** The reader's day. */
  today: Day
  onPick: (day: Day) => void
}

const weekdays = [
  ['Mo', 'Monday'],
  ['Tu', 'Tuesday'],
  ['We', 'Wednesday'],
  ['Th', 'Thursday'],
  ['Fr', 'Friday'],
  ['Sa', 'Saturday'],
  ['Su', 'Sunday'],
] as const

/** A month to pick days from, weeks from Monday. One day takes the Tab key; arrows, Home, End and Page keys move it. */
export function MonthGrid({ range, today, onPick }: MonthGridProps) {
  const [focused, setFocused] = useState<Day>(isDay(range.from) ? range.from : today)
  const grid = useRef<HTMLTableElement>(null)
  const byKey = useRef(false)
  useEffect(() => {
    if (!byKey.current) return
    byKey.current = false
    grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus()
  }, [focused])

  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayAfterKey(focused, event.key, event.shiftKey)
    if (!next) return
    event.preventDefault()
    byKey.current = true
    setFocused(next)
  }
  const inWords = (day: Day) => zonedTime(new Date(`${day}T00:00:00Z`), 'UTC')

  return (
    <div className="month">
      <div className="month-head">
        <Button
          look="quiet"
          size="small"
          square
          aria-label="Month before"
          onClick={() => setFocused(monthsAfter(focused, -1))}
        >
          <ChevronLeft aria-hidden="true" />
        </Button>
        <span aria-live="polite" className="font-medium text-table">
          {monthYear(inWords(focused))}
        </span>
        <Button
          look="quiet"
          size="small"
          square
          aria-label="Month after"
          onClick={() => setFocused(monthsAfter(focused, 1))}
        >
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
      <table ref={grid} className="month-grid" aria-label={monthYear(inWords(focused))} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weekdays.map(([short, long]) => (
              <th key={short} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(focused).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === focused ? 0 : -1}
                    aria-pressed={isWithin(range, day)}
                    aria-current={day === today ? 'date' : undefined}
                    aria-label={longDate(inWords(day))}
                    data-outside={day.slice(0, 7) === focused.slice(0, 7) ? undefined : ''}
                    data-end={day === range.from || day === range.to ? '' : undefined}
                    className="month-day"
                    onClick={() => {
                      byKey.current = true
                      setFocused(day)
                      onPick(day)
                    }}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
