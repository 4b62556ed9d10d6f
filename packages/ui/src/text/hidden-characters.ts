/**
 * Texts in a log come from anywhere. Characters that would not be seen, or that reorder what is seen, are told apart
 * here so that they can be shown as what they are.
 */
export type TextRun = { kind: 'plain'; text: string } | { kind: 'mark'; text: string; sign: string; name: string }

const names: Record<string, string> = {
  '\n': 'line break',
  '\r': 'carriage return',
  '\t': 'tab',
  '\u00ad': 'soft hyphen',
  '\u061c': 'Arabic letter mark',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2028': 'line separator',
  '\u2029': 'paragraph separator',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'end of direction',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'end of isolate',
  '\ufeff': 'byte order mark',
}

const signs: Record<string, string> = { '\n': '↵', '\r': '↵', '\t': '⇥' }

// Controls, format characters, blanks that pretend to be letters, and towers of combining marks.
const suspicious = /\r\n|[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]|\u17b4|\u17b5|(?<=\p{M}{4})\p{M}+/gu

/** `lines` keeps line breaks and tabs: the reader sees them as such. */
export function textRuns(text: string, { lines = false } = {}): TextRun[] {
  const runs: TextRun[] = []
  let end = 0
  for (const match of text.matchAll(suspicious)) {
    const found = match[0]
    if (isHarmless(found, text, match.index) || (lines && /^[\r\n\t]/.test(found))) continue
    if (match.index > end) runs.push({ kind: 'plain', text: text.slice(end, match.index) })
    runs.push(markOf(found))
    end = match.index + found.length
  }
  if (end < text.length) runs.push({ kind: 'plain', text: text.slice(end) })
  return runs
}

/** Joiners belong into emoji and into several scripts, tags into flags; between Latin letters they only deceive. */
function isHarmless(found: string, text: string, index: number): boolean {
  const before = Array.from(text.slice(Math.max(0, index - 2), index)).at(-1) ?? ''
  if (found === '\u200d' || found === '\u200c') {
    return (
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u.test(before) ||
      (/[\p{L}\p{M}]/u.test(before) && !/\p{Script=Latin}/u.test(before))
    )
  }
  return /^[\u{e0020}-\u{e007f}]$/u.test(found) && /[\u{1f3f4}\u{e0020}-\u{e007f}]/u.test(before)
}

function markOf(found: string): TextRun {
  if (/^\p{M}/u.test(found)) {
    const count = Array.from(found).length
    return { kind: 'mark', text: found, sign: `+${count}`, name: `${count} more combining marks` }
  }
  const first = found.charAt(0)
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const name = names[first]
  return {
    kind: 'mark',
    text: found,
    sign: signs[first] ?? code,
    name: name ? `${code} ${name}` : `${code} invisible character`,
  }
}

/** The same as plain text, for titles and labels: `⟨U+202E⟩` stands for what cannot be seen. */
export function visibleText(text: string, limit = 500): string {
  const { text: shown, clipped } = clipText(text, limit)
  const runs = textRuns(shown).map((run) => (run.kind === 'plain' ? run.text : `⟨${run.sign}⟩`))
  return runs.join('') + (clipped ? '…' : '')
}

/** The first `limit` characters, never half of one. */
export function clipText(text: string, limit: number): { text: string; clipped: boolean } {
  if (text.length <= limit) return { text, clipped: false }
  const last = text.charCodeAt(limit - 1)
  return { text: text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit), clipped: true }
}
