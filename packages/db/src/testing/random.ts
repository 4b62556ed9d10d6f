/** A repeatable source of chance: what fails with a seed can be run again with it. */
export interface Random {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number
  /** From 0 to `below`, which it does not reach. */
  below(below: number): number
  chance(of: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  /** At least one of the items, in their order. */
  some<T>(items: readonly T[]): T[]
}

export function randomOf(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    below,
    chance: (of) => next() < of,
    pick: (items) => items[below(items.length)] ?? items[0],
    some(items) {
      const kept = items.filter(() => next() < 1.5 / items.length)
      return kept.length > 0 ? kept : items.slice(0, 1)
    },
  }
}
