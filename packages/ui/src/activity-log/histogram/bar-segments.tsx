import type { Bar } from './geometry.ts'

/** One bar. Failures are hatched as well as red: nothing is told by colour alone. */
export function BarSegments({ bar, hatch }: { bar: Bar | undefined; hatch: string }) {
  if (!bar) return null
  return bar.segments.map(({ outcome, y, height }) => (
    <rect
      key={outcome}
      className={`histogram-${outcome}`}
      x={bar.x}
      y={y}
      width={bar.width}
      height={height}
      fill={outcome === 'failure' ? hatch : undefined}
    />
  ))
}
