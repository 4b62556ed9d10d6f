import { type MatchLimits, matchLimits } from './newest-matches.ts'

export interface CountLimits extends MatchLimits {
  /** Events that may lie between the counts of a log and a view of it; with more, the newest events are counted. */
  gap: number
  /** Milliseconds that ready counts may take. */
  readyMs: number
}

export const countLimits: CountLimits = { ...matchLimits, gap: 20_000, readyMs: 1000 }
