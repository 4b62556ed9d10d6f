import type { ExportView } from '@daybook/api/shared'

/** Where a file stands, as its reader thinks of it. */
export type ExportPhase = 'queued' | 'counting' | 'writing' | 'packing' | 'ready' | 'failed' | 'cancelled' | 'expired'

export function phaseOf({ status, total, written }: ExportView): ExportPhase {
  if (status !== 'running') return status
  if (total === null) return 'counting'
  return written < total ? 'writing' : 'packing'
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
  return progressOf(one) > progressOf(other) ? one : other
}

function progressOf({ status, total, written }: ExportView): number {
  if (status === 'queued') return -2
  return total === null ? -1 : written
}
