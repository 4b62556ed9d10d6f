import { type MatchLimits, matchLimits } from './newest-matches.ts'

export interface CountLimits extends MatchLimits {
  /** Events that may lie between the counts of a log and a view of it; with more, the newest events are counted. */
  gap: number
  /** Milliseconds that ready counts may take. */
  readyMs: number
  /** Milliseconds after which whatever is not counted yet is left out. */
  totalMs: number
}

export const countLimits: CountLimits = { ...matchLimits, gap: 20_000, readyMs: 1000, totalMs: 1900 }

/** The same limits for what is left of the time. */
export function limitsWithin<T extends Pick<CountLimits, 'ms' | 'firstMs' | 'readyMs'>>(limits: T, left: number): T {
  const { ms, firstMs, readyMs } = limits
  return { ...limits, ms: Math.min(ms, left), firstMs: Math.min(firstMs, left), readyMs: Math.min(readyMs, left) }
}
