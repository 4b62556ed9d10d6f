import type { ExportView } from '@daybook/api/shared'
import { countWords, plural } from '../time/words.ts'
import { type ExportPhase, percentOf, phaseOf } from './export-phase.ts'

const hardSpace = '\u00A0'

/** `Writing 412,000 of 1,204,331 (34 %) · about 2 min left`: what is going on, for a reader who waits. */
export function progressWords(view: ExportView, leftMs: number | null = null): string {
  switch (phaseOf(view)) {
    case 'queued':
      return 'Queued'
    case 'counting':
      return 'Counting events'
    case 'writing': {
      if (view.total === null) return `Writing, ${countWords(view.written)} events so far`
      const share = `${percentOf(view) ?? 0}${hardSpace}%`
      const words = `Writing ${countWords(view.written)} of ${countWords(view.total)} (${share})`
      return leftMs === null ? words : `${words} · ${leftWords(leftMs)}`
    }
    case 'packing':
      return 'Packing the file'
    case 'cancelling':
      return 'Cancelling'
    case 'ready':
      return 'Ready'
    case 'failed':
      return 'Failed'
    case 'cancelled':
      return 'Cancelled'
    case 'expired':
      return 'Expired'
  }
}

/** `34 %`, `Export ready`: for where there is no room. */
export function briefWords(view: ExportView): string {
  const phase = phaseOf(view)
  const percent = percentOf(view)
  if (phase === 'writing' && percent !== null) return `${percent}${hardSpace}%`
  return briefOf[phase]
}

const briefOf: Record<ExportPhase, string> = {
  queued: 'Export queued',
  counting: 'Exporting',
  writing: 'Exporting',
  packing: 'Exporting',
  cancelling: 'Cancelling',
  ready: 'Export ready',
  failed: 'Export failed',
  cancelled: 'Export cancelled',
  expired: 'Export expired',
}

/**
 * What is said aloud. It changes with each phase and each quarter, so that nobody is read a number every second.
 */
export function spokenWords(view: ExportView): string {
  const phase = phaseOf(view)
  if (phase === 'writing') {
    const quarter = Math.floor((percentOf(view) ?? 0) / 25) * 25
    if (view.total === null) return 'Writing events'
    return quarter === 0 ? `Writing ${eventsWords(view.total)}` : `${quarter} percent written`
  }
  if (phase === 'ready') return `The export ${view.fileName} is ready`
  if (phase === 'failed') return `The export failed. ${view.failure ?? ''}`.trim()
  return progressWords(view)
}

/** `about 2 min left`; rough on purpose, since it is a guess. It stays on one line. */
export function leftWords(milliseconds: number): string {
  return roughly(milliseconds).replaceAll(' ', hardSpace)
}

function roughly(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds <= 5) return 'a few seconds left'
  if (seconds <= 55) return `about ${Math.ceil(seconds / 5) * 5} s left`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `about ${Math.max(1, minutes)} min left`
  const rest = Math.round((minutes % 60) / 10) * 10
  const hours = Math.floor(minutes / 60) + (rest === 60 ? 1 : 0)
  const minutesPart = rest === 0 || rest === 60 || hours > 9 ? '' : ` ${rest} min`
  return `about ${hours} h${minutesPart} left`
}

/** `14.2 KB`, in thousands, as file managers and invoices count. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte').replace(' ', hardSpace)
  let value = bytes / 1000
  let unit = 0
  // 999.5 would be shown as 1000.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = value < 9.95 ? 1 : 0
  return `${Number(value.toFixed(digits))}${hardSpace}${units[unit]}`
}

const units = ['KB', 'MB', 'GB', 'TB']

export function eventsWords(count: number): string {
  return plural(count, 'event')
}

/** `1,204 events`, `10,000+ events`, `No events`. */
export function countPhrase({ value, capped }: { value: number; capped: boolean }): string {
  if (value === 0) return 'No events'
  return capped ? `${countWords(value)}+ events` : eventsWords(value)
}

/** `expires in 23 h`, `expires in 12 min`; null when there is nothing to expire. */
export function expiryWords({ status, expiresAt }: ExportView, now: Date): string | null {
  if (status !== 'ready' || expiresAt === null) return null
  const minutes = Math.floor((new Date(expiresAt).getTime() - now.getTime()) / 60_000)
  if (Number.isNaN(minutes)) return null
  if (minutes < 1) return 'expires within a minute'
  return minutes < 90 ? `expires in ${minutes}${hardSpace}min` : `expires in ${Math.floor(minutes / 60)}${hardSpace}h`
}

/** `9f86d081…0f00a08`: enough to compare by eye; the whole is copied. */
export function shortHash(sha256: string): string {
  return sha256.length > 16 ? `${sha256.slice(0, 8)}…${sha256.slice(-6)}` : sha256
}

export const formatNames = { csv: 'CSV', ndjson: 'NDJSON' } as const satisfies Record<ExportView['format'], string>
