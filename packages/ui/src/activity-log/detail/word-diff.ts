/** A piece of one side of a changed text. */
export interface DiffPiece {
  text: string
  changed: boolean
}

const wordsMax = 600

/**
 * The words of two texts that are not common to both, or null when there is little point in showing them: too long to
 * compare, or hardly anything in common.
 */
export function wordDiff(before: string, after: string): { before: DiffPiece[]; after: DiffPiece[] } | null {
  const left = before.match(/\s+|[^\s]+/g) ?? []
  const right = after.match(/\s+|[^\s]+/g) ?? []
  if (left.length + right.length > wordsMax * 2 || Math.min(left.length, right.length) < 5) return null

  const common = commonWords(left, right)
  const alike = common.filter(([index]) => left[index]?.trim()).length
  if (alike * 6 < Math.max(left.length, right.length)) return null
  return {
    before: pieces(left, new Set(common.map(([index]) => index))),
    after: pieces(right, new Set(common.map(([, index]) => index))),
  }
}

/** Longest common subsequence, as pairs of positions. */
function commonWords(left: readonly string[], right: readonly string[]): [number, number][] {
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) pairs.push([row++, column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}

function pieces(words: readonly string[], common: ReadonlySet<number>): DiffPiece[] {
  const list: DiffPiece[] = []
  for (const [index, text] of words.entries()) {
    const changed = !common.has(index)
    const last = list.at(-1)
    if (last && last.changed === changed) last.text += text
    else list.push({ text, changed })
  }
  return list
}
