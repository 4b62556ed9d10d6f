import type { Histogram } from '@daybook/api/shared'
import { countWords } from '../../time/words.ts'
import { stretchWords } from './bucket-words.ts'
import { totalOf } from './geometry.ts'

interface HistogramTableProps {
  histogram: Histogram
  zone: string
  onZoom: (time: { from: string; to: string }) => void
}

/** The bars as numbers, newest first as the log is. Bars without events are left away, and it is said. */
export function HistogramTable({ histogram: { buckets, unit }, zone, onZoom }: HistogramTableProps) {
  const filled = buckets.filter((bucket) => totalOf(bucket) > 0).reverse()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="histogram-table" aria-label="Events over time, as a table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Success</th>
            <th scope="col">Denied</th>
            <th scope="col">Failed</th>
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {filled.map((bucket) => (
            <tr key={bucket.from}>
              <th scope="row">
                <button type="button" className="histogram-table-zoom" onClick={() => onZoom(bucket)}>
                  {stretchWords(bucket, unit, zone)}
                </button>
              </th>
              <td>{countWords(bucket.success)}</td>
              <td>{countWords(bucket.denied)}</td>
              <td>{countWords(bucket.failure)}</td>
              <td>{countWords(totalOf(bucket))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {filled.length < buckets.length ? (
        <p className="filter-note">
          {countWords(buckets.length - filled.length)} of {countWords(buckets.length)} bars have no events and are left
          out here.
        </p>
      ) : null}
    </section>
  )
}
