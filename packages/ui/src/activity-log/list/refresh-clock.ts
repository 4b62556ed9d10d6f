/** Milliseconds. */
export const refreshEvery = 30_000
export const idleAfter = 30 * 60_000

export interface RefreshFacts {
  /** Readings of one stopwatch, in milliseconds. */
  now: number
  lastAsked: number
  lastInput: number
  hidden: boolean
  online: boolean
  asking: boolean
}

/** What auto-refresh does now. Out of sight or offline it waits, and catches up at once when that ends. */
export function refreshStep(facts: RefreshFacts): 'ask' | 'wait' | 'offline' | 'idle' {
  if (facts.now - facts.lastInput >= idleAfter) return 'idle'
  if (!facts.online) return 'offline'
  if (facts.hidden || facts.asking) return 'wait'
  return facts.now - facts.lastAsked >= refreshEvery ? 'ask' : 'wait'
}
