import { redactAddresses } from './addresses.ts'
import { redactAssignments } from './assignments.ts'
import { redactCards } from './cards.ts'
import { redactCommands } from './commands.ts'
import type { OwnNames } from './key-names.ts'
import { redactSchemes } from './schemes.ts'
import { redactShapes } from './shapes.ts'

/** Nothing shorter names a secret and gives it (`pw=x`). */
const lengthMin = 4

/**
 * Removes secrets from a text that is not JSON as a whole. What shows itself by its shape goes before what is known
 * only by the name beside it, so that a name never takes a part of a key and leaves the rest.
 */
export function redactPlainText(text: string, own: OwnNames): string {
  if (text.length < lengthMin) return text
  let clean = redactShapes(text)
  if (/\d{4}/.test(clean)) clean = redactCards(clean)
  const hasBlanks = /\s/.test(clean)
  if (hasBlanks) clean = redactSchemes(clean)
  clean = redactAddresses(clean)
  if (/[=:<]|%3[AD]/i.test(clean)) clean = redactAssignments(clean, own)
  return hasBlanks ? redactCommands(clean, own) : clean
}
