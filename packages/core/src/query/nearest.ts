/** The one of some words that a mistyped one is nearest to: at most two letters more, less, or other. Null for none. */
export function nearestOf<Word extends string>(words: readonly Word[], typed: string): Word | null {
  const [nearest] = words
    .map((word) => ({ word, edits: distance(word, typed) }))
    // Of a short word, two other letters leave too little.
    .filter(({ word, edits }) => edits <= 2 && edits < word.length - 1)
    // Of two as near, the one whose letters are all there but some: leaving one out is the commonest slip.
    .sort(
      (one, other) => one.edits - other.edits || Number(isPart(typed, other.word)) - Number(isPart(typed, one.word)),
    )
  return nearest?.word ?? null
}

/** Whether a word with some letters left out is this text. */
function isPart(text: string, word: string): boolean {
  let at = 0
  for (const letter of word) if (letter === text[at]) at += 1
  return at === text.length
}

/** Edits between two words (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, sign] of Array.from(one).entries()) {
    const next = [at + 1]
    for (const [index, otherSign] of Array.from(other).entries()) {
      const change = (row[index] ?? 0) + (sign === otherSign ? 0 : 1)
      next.push(Math.min(change, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
