import { median, pairedRatio, percentile, spread } from '../arithmetic.ts'
import type { Run } from '../drive.ts'
import type { ProcessorTime } from '../processor-time.ts'
import { type Cell, tableLines } from '../table.ts'
import { floorName } from './measurements.ts'

/** A run, and the processor time it took. */
export type Round = Run & { used: ProcessorTime }

export type Finding = {
  name: string
  eventsPerSecond: number | null
  /** Half the range of the rounds over their median. */
  spread: number | null
  /** Median of each round's rate over that of the floor in the same round. */
  ofFloor: number | null
  p50: number | null
  p95: number | null
  p99: number | null
  /** Microseconds of processor time per event: of the bench itself, the recorder, PostgreSQL. */
  processor: { bench: number | null; recorder: number | null; postgres: number | null }
}

export function findingsOf(rounds: ReadonlyMap<string, readonly Round[]>): Finding[] {
  const floors = (rounds.get(floorName) ?? []).map(rateOf)
  return [...rounds].map(([name, runs]) => {
    const rates = runs.map(rateOf)
    const latencies = runs.flatMap((run) => run.latencies)
    const perEvent = (who: keyof ProcessorTime) =>
      median(runs.flatMap(({ used, events }) => (used[who] === null ? [] : [(used[who] / events) * 1e6])))
    return {
      name,
      eventsPerSecond: median(rates),
      spread: spread(rates),
      ofFloor: pairedRatio(rates, floors),
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99: percentile(latencies, 0.99),
      processor: { bench: perEvent('bench'), recorder: perEvent('recorder'), postgres: perEvent('postgres') },
    }
  })
}

function rateOf({ events, seconds }: Run): number {
  return events / seconds
}

const head = ['', 'events/s', '±%', 'of floor', 'p50 ms', 'p95 ms', 'p99 ms', 'µs bench', 'µs recorder', 'µs postgres']

export function findingLines(findings: readonly Finding[]): string[] {
  return tableLines(
    head,
    findings.map(({ name, eventsPerSecond, spread: share, ofFloor, p50, p95, p99, processor }): Cell[] => [
      name,
      eventsPerSecond,
      share === null ? null : Math.round(share * 100),
      ofFloor,
      ...[p50, p95, p99],
      ...[processor.bench, processor.recorder, processor.postgres],
    ]),
  )
}
