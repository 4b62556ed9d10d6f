/**
 * The value below which a share of all values lies, by the nearest rank: always one that was measured.
 *
 * @param share between 0 and 1.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((one, two) => one - two)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? null
}

/** The middle value; of an even number of values, the lower of the two. */
export function median(values: readonly number[]): number | null {
  return percentile(values, 0.5)
}

/** Half of the distance between the highest and the lowest value, as a share of the median. */
export function spread(values: readonly number[]): number | null {
  const middle = median(values)
  if (middle === null || middle === 0) return null
  return (Math.max(...values) - Math.min(...values)) / 2 / middle
}

/** The median of the ratios of values that were measured one after the other: noise that hit both cancels out. */
export function pairedRatio(values: readonly number[], floors: readonly number[]): number | null {
  const ratios = values.flatMap((value, index) => {
    const floor = floors[index]
    return floor === undefined || floor === 0 ? [] : [value / floor]
  })
  return median(ratios)
}
