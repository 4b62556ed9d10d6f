import { type KeyRule, type SecretNoun, searchRule } from './key-rule.ts'
import {
  attributeWords,
  innocentBefore,
  innocentNames,
  nounBeginnings,
  nounEndings,
  secretNouns,
  tailWords,
} from './secret-words.ts'

/** Names a tenant added, reduced to what is compared. */
export type OwnNames = ReadonlySet<string>

const compiled = new WeakMap<readonly string[], OwnNames>()

export function ownNames(secretKeys: readonly string[]): OwnNames {
  const known = compiled.get(secretKeys)
  if (known) return known
  const names: OwnNames = new Set(secretKeys.map(compact).filter((name) => name !== ''))
  compiled.set(secretKeys, names)
  return names
}

/** What a tenant calls secret is secret in whatever type it comes: `true` may be the very thing. */
const ownRule: KeyRule = { numbers: true, objects: 'replace', booleans: true }

const remembered = new Map<string, KeyRule | null>()

/** The rule for a key, whatever its case style (`clientSecret`, `client_secret`, `CLIENT-SECRET`); null for most. */
export function ruleOf(name: string, own: OwnNames): KeyRule | null {
  if (own.size > 0 && own.has(compact(name))) return ownRule
  const known = remembered.get(name)
  if (known !== undefined) return known
  const rule = findRule(name)
  // Events repeat their keys. A source that makes up new ones must not fill the memory, nor numbers and times push
  // the real names out of it.
  if (remembered.size >= 5_000) remembered.clear()
  if (name.length <= 80 && !/^\d/.test(name)) remembered.set(name, rule)
  return rule
}

/** Whether a key says something about a secret rather than holding it: `type`, `expiresAt`, `id`. */
export function isAttribute(name: string): boolean {
  return attributeWords.has(wordsOf(name).at(-1) ?? '')
}

/** The rule for what a path leads to. A secret anywhere on the way counts: `password.value`, `credentials[0].login`. */
export function ruleOfPath(segments: readonly string[], own: OwnNames): KeyRule | null {
  let isSearched = false
  for (const [index, segment] of segments.entries()) {
    const rule = ruleOf(segment, own)
    if (rule && (rule.objects === 'replace' || index === segments.length - 1)) return rule
    if (rule?.objects === 'search') isSearched = true
  }
  return isSearched && !isAttribute(segments.at(-1) ?? '') ? searchRule : null
}

function findRule(name: string): KeyRule | null {
  // An address is somebody, whatever its words (`pin@acme.test`).
  if (name.lastIndexOf('@') > 0) return null
  const words = wordsOf(name)
  if (innocentNames.has(words.join(''))) return null
  for (let end = words.length; end > 0; end -= 1) {
    const noun = nounEndingAt(words, end)
    if (noun) return isStillSecret(words.slice(end), noun.tail) ? noun.rule : null
    const rule = ruleOfCompound(words[end - 1] ?? '')
    if (rule) return isStillSecret(words.slice(end), 'any') ? rule : null
  }
  return null
}

/** The noun made of the words before `end`, three at most; or the one a single word ends in. */
function nounEndingAt(words: readonly string[], end: number): SecretNoun | null {
  for (let length = Math.min(3, end); length > 0; length -= 1) {
    const start = end - length
    const noun = words.slice(start, end).join('')
    const found = secretNouns.get(noun)
    if (found) return innocentBefore.get(noun)?.has(words[start - 1] ?? '') ? null : found
  }
  const word = words[end - 1] ?? ''
  if (innocentNames.has(word)) return null
  const ending = nounEndings.find((noun) => word.endsWith(noun))
  return ending === undefined ? null : (secretNouns.get(ending) ?? null)
}

/** `passwordhash` is the secret, `passwordchangedat` and `secretary` are not. */
function ruleOfCompound(word: string): KeyRule | null {
  const beginning = nounBeginnings.find((noun) => word.startsWith(noun))
  return beginning !== undefined && tailWords.has(word.slice(beginning.length))
    ? (secretNouns.get(beginning)?.rule ?? null)
    : null
}

function isStillSecret(tail: readonly string[], kind: SecretNoun['tail']): boolean {
  if (tail.length === 0) return true
  if (kind === 'known') return tail.every((word) => tailWords.has(word))
  // A name that goes on for long is a sentence, not the name of a secret.
  return tail.length <= 3 && !attributeWords.has(tail.at(-1) ?? '')
}

/** Lower-case words of a name, without the digits that number them (`password2`). */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '')
}

function compact(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
