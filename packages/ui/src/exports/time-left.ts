/** How far something was, and when on a clock that only goes forward (milliseconds). */
export interface Sample {
  at: number
  written: number
}

/** Speeds change; what was measured before this says little about now. */
const windowMs = 20_000
/** From less than this a speed would be a guess. */
const spanMin = 2000

export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1)
  // Going back means that it was begun anew, by another process for instance.
  if (last && next.written < last.written) return [next]
  return [...samples.filter(({ at }) => next.at - at <= windowMs), next]
}

/** Milliseconds until `total` at the speed of the last seconds; null while that cannot be said. */
export function timeLeft(samples: readonly Sample[], total: number | null, now: number): number | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || total === null) return null
  const span = Math.max(last.at, now) - first.at
  const done = last.written - first.written
  if (span < spanMin || done <= 0) return null
  return Math.max(0, total - last.written) * (span / done)
}
