/**
 * What a spreadsheet takes for the beginning of a formula, at the beginning of a cell or after spaces and quotes that
 * some of them drop: with the full-width signs that East Asian versions read alike.
 */
const formula = /^[\s\p{Cf}"'`´‘’‚“”„«»‹›]*[=+\-@\t\r\n\0＝＋－＠]/u

/**
 * Controls, ends of lines, and marks that turn the direction of text: they would make two records of one event, colour
 * a terminal, or show something else than what is there.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const trick = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
const tricks = new RegExp(trick, 'g')

const named: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text as one cell that starts no formula and shows what it holds. */
export function safeCell(text: string): string {
  const shown = visible(text)
  // Most begin with a letter or a digit, and a file has many cells.
  if (/^[a-zA-Z0-9]/.test(text)) return shown
  return formula.test(text) ? `'${shown}` : shown
}

/** The text with what cannot be seen written as JSON would escape it: within JSON it means the same. */
export function visible(text: string): string {
  if (!trick.test(text)) return text
  return text.replaceAll(
    tricks,
    (character) => named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
