/** Stands where a secret was. The secret itself is neither hashed nor stored. */
export const redactedMark = '[REDACTED]'

const blank = 'x'.repeat(redactedMark.length)

/** The text with something of the same length for each mark, whose brackets would be taken for those of JSON. */
export function withoutMarks(text: string): string {
  return text.includes(redactedMark) ? text.replaceAll(redactedMark, blank) : text
}
