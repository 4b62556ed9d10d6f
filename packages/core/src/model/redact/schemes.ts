import { redactedMark } from './mark.ts'

/** Words may follow the name of a scheme in plain prose (`bearer bonds`): a token has digits or changes its case. */
const bearer =
  /(?<=\b(?:[Bb]earer|BEARER|[Tt]oken|TOKEN|[Aa]pi-?[Kk]ey)\s{1,4})(?=[\w.~+/=-]*(?:\d|[a-z][A-Z]))[\w.~+/=-]{12,}/g
const basic = /(?<=\bbasic\s{1,4})[\w+/-]{4,}={0,2}/gi

/** Removes credentials that follow the name of their scheme (RFC 9110, 11.4), wherever in a text they stand. */
export function redactSchemes(text: string): string {
  if (!/bearer|basic|token|api-?key/i.test(text)) return text
  return text
    .replaceAll(bearer, redactedMark)
    .replaceAll(basic, (match) => (isUserAndPassword(match) ? redactedMark : match))
}

/** `Basic information` is a pair of words; `Basic dXNlcjpwYXNz` holds a colon once decoded. */
function isUserAndPassword(encoded: string): boolean {
  try {
    const decoded = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    return /^[ -\uffff]*:[ -\uffff]*$/.test(decoded)
  } catch {
    return false
  }
}
