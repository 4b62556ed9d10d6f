import { at, type Rule, type Source } from '../source.ts'

// Written in pieces, so that this file may hold them.
const word = (...pieces: string[]) => pieces.join('')

const forbidden: { pattern: RegExp; reason: string }[] = [
  {
    pattern: new RegExp(word('(?<![\\w.])/(?:wo', 'rk|ro', 'ot|Us', 'ers)/[\\w.-]+'), 'g'),
    reason: 'a path of one machine',
  },
  {
    pattern: new RegExp(word('\\bis', 'sue #?\\d+\\b'), 'gi'),
    reason: 'a number that only its author can look up',
  },
  {
    pattern: new RegExp(word('\\bSP', 'EC(?:\\.md)?\\b|\\bDES', 'IGN\\.md\\b|\\bPL', 'AN\\.md\\b'), 'g'),
    reason: 'a paper that is not in this repository',
  },
  {
    pattern: new RegExp(word('\\bno', 'tes/[\\w-]+\\.md\\b|\\bse', 'eds/'), 'g'),
    reason: 'a paper that is not in this repository',
  },
  {
    pattern: new RegExp(word('\\b(?:TO', 'DO|FIX', 'ME|X', 'XX)\\b(?!.*https?://)'), 'g'),
    reason: 'unfinished work without a link',
  },
  {
    pattern: new RegExp(word('\\bregis', 'try=\\S'), 'g'),
    reason: 'a package registry of one place',
  },
]

/** What readers of this repository cannot follow, and what gives away the machine it was written on. */
export const wordsRule: Rule = {
  name: 'words',
  check: (sources) => sources.filter(({ path }) => path !== 'pnpm-lock.yaml' && path !== 'LICENSE').flatMap(find),
}

function find(source: Source): string[] {
  return forbidden.flatMap(({ pattern, reason }) =>
    [...source.text.matchAll(pattern)].map(({ 0: found, index }) => `${at(source, index)}: "${found}" is ${reason}`),
  )
}
