import type { Histogram } from '@daybook/api/shared'
import { useId } from 'react'
import { Axis } from './axis.tsx'
import { BarSegments } from './bar-segments.tsx'
import { countsWords, stretchWords, sumOf } from './bucket-words.ts'
import { barsOf, drawing, uncountedBuckets } from './geometry.ts'
import { boundsOf, selectedTime } from './selection.ts'
import { Tooltip } from './tooltip.tsx'
import { useBarSelection } from './use-bar-selection.ts'
import { useWidth } from './use-width.ts'

interface BarsProps {
  histogram: Histogram
  zone: string
  /** Shows the events of this stretch of time only. */
  onZoom: (time: { from: string; to: string }) => void
}

/**
 * The bars. A press shows one bar's events, a drag those of several; the arrow keys move over them, with Shift they
 * select, Enter shows the selected ones, Escape lets go.
 */
export function Bars({ histogram, zone, onZoom }: BarsProps) {
  const { buckets, unit, since } = histogram
  const id = useId()
  const [frame, width] = useWidth()
  const count = buckets.length
  const slot = width / count
  const { selection, hovered, handlers } = useBarSelection(count, (chosen) => {
    const time = selectedTime(buckets, chosen)
    if (time) onZoom(time)
  })

  const bars = barsOf(buckets, width)
  const bounds = selection ? boundsOf(selection) : null
  const told = bounds ?? (hovered === null ? null : ([hovered, hovered] as const))
  const uncounted = uncountedBuckets(buckets, since)

  return (
    <div ref={frame} className="histogram-frame">
      <Axis histogram={histogram} zone={zone} width={width} />
      <div
        role="listbox"
        tabIndex={0}
        aria-label="Events over time"
        aria-orientation="horizontal"
        aria-multiselectable="true"
        aria-activedescendant={selection ? `${id}-${selection.focus}` : undefined}
        aria-describedby={`${id}-keys`}
        className="histogram-bars"
        {...handlers}
      >
        <svg role="presentation" width={width} height={drawing.height}>
          <Hatches id={id} />
          {uncounted > 0 ? (
            <rect x={0} y={0} width={uncounted * slot} height={drawing.height} fill={`url(#${hatchId(id)}-gap)`} />
          ) : null}
          {told ? (
            <rect
              className={bounds ? 'histogram-chosen' : 'histogram-hovered'}
              x={told[0] * slot}
              y={0}
              width={(told[1] - told[0] + 1) * slot}
              height={drawing.height}
            />
          ) : null}
          {buckets.map((bucket, index) => (
            <g
              key={bucket.from}
              id={`${id}-${index}`}
              role="option"
              aria-selected={bounds !== null && index >= bounds[0] && index <= bounds[1]}
              aria-label={`${stretchWords(bucket, unit, zone)}: ${countsWords(bucket)}`}
            >
              <BarSegments bar={bars[index]} hatch={`url(#${hatchId(id)}-failed)`} />
            </g>
          ))}
        </svg>
      </div>
      {told ? (
        <Tooltip at={((told[0] + told[1] + 1) / 2) * slot} width={width}>
          <span className="font-medium">
            {stretchWords({ from: buckets[told[0]]?.from ?? '', to: buckets[told[1]]?.to ?? '' }, unit, zone)}
          </span>
          <span>{countsWords(sumOf(buckets.slice(told[0], told[1] + 1)))}</span>
          <span className="text-muted-foreground">{selection ? 'Let go or press Enter to zoom' : 'Press to zoom'}</span>
        </Tooltip>
      ) : null}
      <p id={`${id}-keys`} className="sr-only">
        Arrow keys move over the bars, Shift and an arrow selects several, Enter shows their events, Escape lets go.
      </p>
    </div>
  )
}

/** React's ids hold signs that `url(#…)` does not take. */
function hatchId(id: string): string {
  return `hatch${id.replaceAll(':', '')}`
}

function Hatches({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${hatchId(id)}-failed`}
        width={4}
        height={4}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="histogram-failed-ground" width={4} height={4} />
        <line className="histogram-failed-line" x1={1} x2={1} y1={0} y2={4} strokeWidth={2.2} />
      </pattern>
      <pattern
        id={`${hatchId(id)}-gap`}
        width={6}
        height={6}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <line className="histogram-gap-line" x1={0.5} x2={0.5} y1={0} y2={6} />
      </pattern>
    </defs>
  )
}
