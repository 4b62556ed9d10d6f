import { at, isTest, type Rule, type Source } from '../source.ts'

const only = /\b(?:test|it|describe|suite)(?:\.\w+)*\.only\b/g
const off = /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|fixme|fails|fail)\b/g

/** A test that is switched off guards nothing; the line above, or the call, has to say why that is right. */
export const testSwitchesRule: Rule = {
  name: 'test switches',
  check: (sources) =>
    sources
      .filter((source) => isTest(source) && !source.path.startsWith('tooling/checks/'))
      .flatMap((source) => [
        ...[...source.text.matchAll(only)].map(({ index }) => `${at(source, index)}: .only leaves the other tests out`),
        ...[...source.text.matchAll(off)]
          .filter(({ index }) => !hasReason(source, index))
          .map(({ index }) => `${at(source, index)}: switched off without a comment that says why`),
      ]),
}

function hasReason({ text }: Source, index: number): boolean {
  const lines = text.slice(0, index).split('\n')
  if (/^\s*(?:\/\/|\*|\/\*)/.test(lines.at(-2) ?? '')) return true
  // `skip(condition, 'reason')` says both at once.
  return /^[\w.]+\((?!\s*['"`])[^\n]*,\s*['"`]/.test(text.slice(index))
}
