import type { ExportView } from '@daybook/api/shared'

/** Where a file stands, as its reader thinks of it. */
export type ExportPhase =
  | 'queued'
  | 'counting'
  | 'writing'
  | 'packing'
  | 'cancelling'
  | 'ready'
  | 'failed'
  | 'cancelled'
  | 'expired'

export function phaseOf({ status, cancelling, total, written }: ExportView): ExportPhase {
  if (cancelling && (status === 'queued' || status === 'running')) return 'cancelling'
  if (status !== 'running') return status
  if (written === 0 && total === null) return 'counting'
  // Where there are too many to count, it is written without knowing how many.
  return total === null || written < total ? 'writing' : 'packing'
}

/** Whether something may still change without anybody's doing. */
export function isActive({ status }: Pick<ExportView, 'status'>): boolean {
  return status === 'queued' || status === 'running'
}

/** Whole percents, rounded down: 100 is said only of what is whole. Null while nobody knows. */
export function percentOf({ status, total, written }: ExportView): number | null {
  if (status === 'ready') return 100
  if (total === null) return null
  return total === 0 ? 100 : Math.min(100, Math.floor((written / total) * 100))
}

/** Of two tidings about one export the later one; they may overtake each other on their ways. */
export function laterOf(one: ExportView, other: ExportView): ExportView {
  if (isActive(one) !== isActive(other)) return isActive(one) ? other : one
  if (!isActive(one)) {
    if (one.status !== other.status) return one.status === 'expired' ? one : other
    return one.downloads > other.downloads ? one : other
  }
  if (one.cancelling !== other.cancelling) return one.cancelling ? one : other
  return progressOf(one) > progressOf(other) ? one : other
}

function progressOf({ status, total, written }: ExportView): number {
  if (status === 'queued') return -2
  return written === 0 && total === null ? -1 : written
}
