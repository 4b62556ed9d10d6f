import type { Histogram } from '@daybook/api/shared'
import { countWords } from '../../time/words.ts'
import { axisHeight, drawing, scaleTop } from './geometry.ts'
import { ticksOf } from './ticks.ts'

interface AxisProps {
  histogram: Histogram
  zone: string
  width: number
}

/** The lines and labels behind the bars. Each bar says its time and counts itself. */
export function Axis({ histogram: { buckets, unit }, zone, width }: AxisProps) {
  const slot = width / buckets.length
  return (
    <svg aria-hidden="true" className="histogram-axis" width={width} height={drawing.height + axisHeight}>
      <line className="histogram-grid" x1={0} x2={width} y1={0.5} y2={0.5} />
      <line className="histogram-base" x1={0} x2={width} y1={drawing.height + 0.5} y2={drawing.height + 0.5} />
      {ticksOf(buckets, unit, zone, width).map(({ index, words }) => (
        <g key={index}>
          <line
            className="histogram-base"
            x1={index * slot + 0.5}
            x2={index * slot + 0.5}
            y1={drawing.height}
            y2={drawing.height + 4}
          />
          <text className="histogram-tick" x={index * slot + 4} y={drawing.height + 14}>
            {words}
          </text>
        </g>
      ))}
      <text className="histogram-tick histogram-top" x={width} y={-4}>
        {countWords(scaleTop(buckets))}
      </text>
    </svg>
  )
}
