import { redactedMark } from './mark.ts'

/**
 * Digits as cards are written: together, or in the groups of an issuer, divided all alike. Anything looser would take
 * lists of phone numbers and dates for cards.
 */
const groups = [
  /[2-6]\d{3}(?<by>%20|[ \u00a0.+_-])\d{4}\k<by>\d{4}\k<by>\d{4}(?:\k<by>\d{3})?/,
  /3\d{3}(?<sep>%20|[ \u00a0.+_-])\d{6}\k<sep>\d{4,5}/,
  /[2-6]\d{13,15}/,
]
/** Not within a word, a longer number or a fraction; but right after an escape (`%3D4111…`, `\\n4111…`). */
const start = /(?:(?<![A-Za-z\d]|\d\.)|(?<=%[\dA-Fa-f]{2}|\\[nrt]))/
const written = new RegExp(`${start.source}(?:${groups.map((group) => group.source).join('|')})(?![A-Za-z\\d])`, 'gu')

/** Replaces payment card numbers: a known issuer, the length it uses, and a right check digit (ISO/IEC 7812). */
export function redactCards(text: string): string {
  written.lastIndex = 0
  let clean = ''
  let copied = 0
  for (let match = written.exec(text); match !== null; match = written.exec(text)) {
    const [number] = match
    if (isWrittenCard(number)) {
      clean += text.slice(copied, match.index) + redactedMark
      copied = match.index + number.length
    } else {
      // A card may start at the next group: `2026 4111 1111 1111 1111`.
      written.lastIndex = match.index + 4
    }
  }
  return copied === 0 ? text : clean + text.slice(copied)
}

function isWrittenCard(text: string): boolean {
  const digits = text.replaceAll('%20', '').replaceAll(/\D/g, '')
  // After a card of 16 digits, a group of three is its security code.
  return isCardNumber(digits) || (digits.length === 19 && isCardNumber(digits.slice(0, 16)))
}

/** Issuers by their first digits, with the lengths they use today. Those of 13 digits are gone; phone numbers are not. */
const issuers: readonly RegExp[] = [
  /^4\d{15}(?:\d{3})?$/, // Visa
  /^5[1-5]\d{14}$/, // Mastercard
  /^2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^6(?:011|4[4-9]\d|5\d\d)\d{12}$/, // Discover
  /^3(?:0[0-5]|09|[689]\d)\d{11}$/, // Diners Club
  /^35(?:2[89]|[3-8]\d)\d{12}$/, // JCB
  /^62\d{14}(?:\d{3})?$/, // UnionPay
  /^220[0-4]\d{12}$/, // Mir
  /^(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{12}$/, // Maestro
]

/** Whether digits alone are a card number. */
export function isCardNumber(digits: string): boolean {
  return issuers.some((issuer) => issuer.test(digits)) && hasCheckDigit(digits)
}

function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let index = digits.length - 1, isDoubled = false; index >= 0; index -= 1, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(index) - 0x30
    const value = isDoubled ? digit * 2 : digit
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
