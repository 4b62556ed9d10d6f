import { redactedMark, withoutMarks } from './mark.ts'

export interface Assignment {
  text: string
  /** The name before the separator, and where it starts. */
  name: string
  nameStart: number
  separator: string
  /** Where what follows the separator starts. */
  after: number
}

export interface ValueSpan {
  text: string
  start: number
  end: number
  isQuoted: boolean
}

/** Where the value of a name ends, by how it is written; null when what follows is prose rather than a value. */
export function findValue(assignment: Assignment): ValueSpan | null {
  const { text, separator, after } = assignment
  if (separator === '>') return spanTo(text, after, text.indexOf('<', after))
  const start = after + (/^[=>]?[ \t]{0,3}/.exec(text.slice(after, after + 4))?.[0].length ?? 0)
  return (
    headerValue(assignment, start) ??
    quotedValue(text, start) ??
    bracketedValue(text, start) ??
    plainValue(assignment, start)
  )
}

function span(text: string, start: number, end: number): ValueSpan {
  return { text: text.slice(start, end), start, end, isQuoted: false }
}

function spanTo(text: string, start: number, end: number): ValueSpan {
  return span(text, start, end === -1 ? text.length : end)
}

const schemes =
  /^(?:Bearer|Basic|Token|ApiKey|Digest|DPoP|Negotiate|NTLM|OAuth|Hawk|GNAP|Signature|SharedKey(?:Lite)?|AWS4-[\w-]{1,30})\s{1,4}/i
const singleToken = /^(?:Bearer|Basic|Token|ApiKey)\b/i

/** `Authorization: Digest a="b", c="d"` and `Cookie: a=b; c=d` go on to the end of their line. */
function headerValue({ text, name, nameStart }: Assignment, start: number): ValueSpan | null {
  if (/authorization$/i.test(name)) {
    const scheme = schemes.exec(text.slice(start, start + 40))?.[0]
    if (scheme === undefined) return null
    const from = start + scheme.length
    return singleToken.test(scheme) ? stretch(text, from) : spanTo(text, from, endOfHeader(text, nameStart, from))
  }
  const isCookie = /cookie$/i.test(name) && /^[\w!#$%&*+.^|~-]{1,80}=/.test(text.slice(start, start + 90))
  return isCookie ? spanTo(text, start, endOfHeader(text, nameStart, start)) : null
}

/** A header in quotes (`-H "Cookie: a=b"`) ends with them, any other with its line. */
function endOfHeader(text: string, nameStart: number, from: number): number {
  const before = text.charAt(nameStart - 1)
  const end = before === '"' ? /["\r\n]|\\[rn]/g : before === "'" ? /['\r\n]|\\[rn]/g : /[\r\n]|\\[rn]/g
  end.lastIndex = from
  return end.exec(text)?.index ?? text.length
}

/** In quotes, which may be escaped as often as the text around them (`\\"password\\":\\"x\\"`). */
function quotedValue(text: string, start: number): ValueSpan | null {
  const opening = /^(\\{0,15})(["'`])/.exec(text.slice(start, start + 16))
  if (opening === null) return null
  const [sign, escapes = '', quote = ''] = opening
  const from = start + sign.length
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    const backslashes = backslashesBefore(text, at, from)
    const isEnd = escapes === '' ? backslashes % 2 === 0 : backslashes <= escapes.length
    if (isEnd) return { ...span(text, from, at - (escapes === '' ? 0 : backslashes)), isQuoted: true }
  }
  // Cut off inside of the value: the rest is the secret. An apostrophe may be just that.
  return quote === '"' ? { ...span(text, from, text.length), isQuoted: true } : null
}

function backslashesBefore(text: string, position: number, from: number): number {
  let count = 0
  while (position - count > from && text.charAt(position - count - 1) === '\\') count += 1
  return count
}

const bracketedLengthMax = 4_000

/** A list or an object in a text that could not be read as JSON. */
function bracketedValue(text: string, start: number): ValueSpan | null {
  const close = { '[': ']', '{': '}' }[text.charAt(start)]
  if (close === undefined) return null
  if (text.startsWith(redactedMark, start)) return null
  const end = withoutMarks(text.slice(start, start + bracketedLengthMax)).indexOf(close)
  return end === -1 ? null : { ...span(text, start, start + end + 1), isQuoted: true }
}

/** Up to a blank or a sign that parts parameters. A comma belongs to the value unless another name follows. */
const unquoted = /(?:[^\s&;,"'<>`]|,(?![\w.-]{1,40}[=:]|\s|$))+/y

function stretch(text: string, start: number): ValueSpan {
  if (text.startsWith(redactedMark, start)) return span(text, start, start + redactedMark.length)
  unquoted.lastIndex = start
  const found = unquoted.exec(text)?.[0] ?? ''
  return span(text, start, start + found.replace(/[.,)\]}!?\\]+$/, '').length)
}

function plainValue(assignment: Assignment, start: number): ValueSpan | null {
  const { text, separator, after } = assignment
  const value = stretch(text, start)
  if (separator.startsWith('%')) return encodedValue(value)
  const isProse = separator === ':' && start > after && !/["'\\]/.test(text.charAt(after - 2))
  return !isProse || looksSecret(value.text) || isAlone(assignment, value) ? value : null
}

/** In an encoded form the next parameter starts with an encoded sign. */
function encodedValue(value: ValueSpan): ValueSpan {
  const end = value.text.search(/%(?:26|0A|0D|22|2C|3B|7D)/i)
  return end === -1 ? value : { ...value, text: value.text.slice(0, end), end: value.start + end }
}

/** After `password: ` a word may just be the next word of a sentence; one with digits or signs inside is not. */
function looksSecret(value: string): boolean {
  return value.length > 3 && /\d|\p{Ll}\p{Lu}|[^\p{L}\p{N}.,’()-]/u.test(value)
}

const states =
  /^(?:changed|reset|updated|rotated|set|revoked|created|deleted|removed|added|forgotten|lost|unchanged|ok|valid|hidden)$/i

/** `password: hunter` on a line of its own is a value, unless it tells what happened to the password. */
function isAlone({ text, nameStart }: Assignment, value: ValueSpan): boolean {
  const before = text.slice(Math.max(0, nameStart - 20), nameStart)
  const startsLine = nameStart <= 20 ? /(?:^|\n)[\s>*#•-]*$/ : /\n[\s>*#•-]*$/
  const rest = text.slice(value.end, value.end + 20)
  return startsLine.test(before) && /^[^\S\n]*(?:\n|$)/.test(rest) && !states.test(value.text)
}
