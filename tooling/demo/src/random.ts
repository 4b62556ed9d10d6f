/** A stream of numbers that is the same on every machine for the same seed. Not for secrets. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Picks by weight; weights need not sum to one. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  /** `count` different members, in the order of the list. */
  some<T>(list: readonly T[], count: number): T[]
  /** A whole number whose average is `mean`: 2.3 is 2 mostly and 3 sometimes. */
  about(mean: number): number
  hex(length: number): string
  /** Another stream, independent of how far this one has been read. */
  fork(label: string): Random
}

export function createRandom(seed: string): Random {
  const next = sfc32(seed)

  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))

  function pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(next() * list.length)]
    if (item === undefined) throw new RangeError('There is nothing to pick from.')
    return item
  }

  function weighted<T>(list: readonly (readonly [T, number])[]): T {
    let rest = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of list) {
      rest -= weight
      if (rest < 0) return item
    }
    return pick(list)[0]
  }

  function some<T>(list: readonly T[], count: number): T[] {
    let wanted = Math.min(count, list.length)
    return list.filter((_, index) => {
      const taken = next() * (list.length - index) < wanted
      if (taken) wanted -= 1
      return taken
    })
  }

  return {
    fraction: next,
    whole,
    chance: (probability) => next() < probability,
    pick,
    weighted,
    some,
    about: (mean) => Math.floor(mean) + (next() < mean % 1 ? 1 : 0),
    hex(length) {
      let text = ''
      while (text.length < length)
        text += Math.floor(next() * 0x1_0000_0000)
          .toString(16)
          .padStart(8, '0')
      return text.slice(0, length)
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  }
}

/**
 * UUID of version 7 (RFC 9562 §5.7): the time in front, so that the ids of a load lie side by side in the index, the
 * rest from the stream, so that they can be told again.
 */
export function timeUuid(random: Random, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const noise = random.hex(19)
  const variant = '89ab'.charAt(Number.parseInt(noise.charAt(3), 16) & 3)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${noise.slice(0, 3)}-${variant}${noise.slice(4, 7)}-${noise.slice(7)}`
}

/** Chris Doty-Humphrey's small fast counting generator, 32 bits, seeded from a text. */
function sfc32(seed: string): () => number {
  let [a, b, c, counter] = seedWords(seed)
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let round = 0; round < 12; round += 1) next()
  return next
}

/** Three words of an FNV-1a hash with different starts, and the counter's start. */
function seedWords(seed: string): [number, number, number, number] {
  const word = (start: number) => {
    let hash = start
    for (let index = 0; index < seed.length; index += 1) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    return hash ^ (hash >>> 13)
  }
  return [word(0x811c9dc5), word(0x2545f491), word(0x9e3779b9), 1]
}
