import { findValue, type ValueSpan } from './assigned-value.ts'
import { isHarmless } from './harmless.ts'
import { type OwnNames, ruleOf } from './key-names.ts'
import type { KeyRule } from './key-rule.ts'
import { redactedMark } from './mark.ts'

/**
 * Names and values inside a text: `password=x`, `"token": "x"`, `?api_key=x`, `Cookie: a=b`, `<secret>x</secret>`. Goes
 * from one separator to the next, looks back for a name and, when it names a secret, forward for its value.
 */
export function redactAssignments(text: string, own: OwnNames): string {
  const separators = text.includes('<') ? separatorOrTag : separator
  separators.lastIndex = 0
  let clean = ''
  let copied = 0
  for (let match = separators.exec(text); match !== null; match = separators.exec(text)) {
    const name = match[0] === '>' ? tagBefore(text, match.index) : nameBefore(text, match.index)
    if (name === null) continue
    const rule = ruleOf(name.text, own) ?? parameterRule(name.text, text.charAt(name.start - 1))
    if (rule === null || isWithinResourceName(text, name.start)) continue
    const after = match.index + match[0].length
    const value = findValue({ text, name: name.text, nameStart: name.start, separator: match[0], after })
    if (value === null || !isSecretValue(rule, value)) continue
    clean += text.slice(copied, value.start) + redactedMark
    copied = value.end
    separators.lastIndex = Math.max(value.end, separators.lastIndex)
  }
  return copied === 0 ? text : clean + text.slice(copied)
}

interface NameSpan {
  text: string
  start: number
}

const separator = /=>|[=:]|%3[AD]/gi
const separatorOrTag = /=>|[=:>]|%3[AD]/gi

const nameLengthMax = 80

/** The name that ends before a separator; blanks, quotes and a closing bracket may stand between. */
function nameBefore(text: string, position: number): NameSpan | null {
  let end = position
  const nearest = Math.max(0, position - 8)
  while (end > nearest && /[\s"'`\\\]]/.test(text.charAt(end - 1))) end -= 1
  if (text.slice(end - 3, end).toLowerCase() === '%5d') end -= 3
  let start = end
  const farthest = Math.max(0, end - nameLengthMax)
  while (start > farthest && /[\p{L}\p{N}_.$-]/u.test(text.charAt(start - 1))) start -= 1
  return start === end ? null : { text: text.slice(start, end), start }
}

/** `password` for the `>` of `<wsse:Password Type="text">`. */
function tagBefore(text: string, position: number): NameSpan | null {
  const near = text.slice(Math.max(0, position - 300), position)
  const tag = near.slice(near.lastIndexOf('<') + 1)
  const name = /^(?:[\w-]{1,40}:)?([\w.-]{1,80})/.exec(tag)?.[1]
  const isOpening = tag.length < near.length && !tag.endsWith('/')
  return name !== undefined && isOpening ? { text: name, start: position - tag.length } : null
}

/** `arn:aws:secretsmanager:eu-west-1:1234:secret:db` names a thing; its parts are not names and values. */
function isWithinResourceName(text: string, position: number): boolean {
  return /(?:^|\W)[au]rn:[^\s"'<>]{0,200}$/i.test(text.slice(Math.max(0, position - 220), position))
}

const signed: KeyRule = { numbers: true, objects: 'replace' }
const signatures = new Set(['sig', 'signature', 'x-amz-signature', 'x-goog-signature', 'samlrequest'])
const longKey: KeyRule = { ...signed, except: (value) => value.length < 20 || !/\d/.test(value) }

/** Names that are secrets only as parameters of an address: a signature there lets anyone open what it signs. */
function parameterRule(name: string, before: string): KeyRule | null {
  if (before !== '?' && before !== '&') return null
  const key = name.toLowerCase()
  if (signatures.has(key)) return signed
  return key === 'key' || key === 'code' ? longKey : null
}

function isSecretValue(rule: KeyRule, value: ValueSpan): boolean {
  if (value.text === '' || value.text.startsWith(redactedMark)) return false
  if (isHarmless(value.text) && !rule.booleans) return false
  if (!value.isQuoted && !rule.numbers && /^\d{1,9}$/.test(value.text)) return false
  // No exception is long; reading a long value again for each name inside of it would take forever.
  return value.text.length > 200 || !rule.except?.(value.text)
}
