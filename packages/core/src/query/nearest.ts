/** The one of some words that a mistyped one is nearest to: at most two letters more, less, or other. Null for none. */
export function nearestOf<Word extends string>(words: readonly Word[], typed: string): Word | null {
  const [nearest] = words
    .map((word) => ({ word, edits: distance(word, typed) }))
    // Of a short word, two other letters leave too little.
    .filter(({ word, edits }) => edits <= 2 && edits < word.length - 1)
    .sort((one, other) => one.edits - other.edits)
  return nearest?.word ?? null
}

/** Edits between two words (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, sign] of [...one].entries()) {
    const next = [at + 1]
    for (const [index, otherSign] of [...other].entries()) {
      const change = (row[index] ?? 0) + (sign === otherSign ? 0 : 1)
      next.push(Math.min(change, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
