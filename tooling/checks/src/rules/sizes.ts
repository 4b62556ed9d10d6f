import { isTest, type Rule } from '../source.ts'

const linesMax = 400

/** Tests may be long lists; code that long holds more than one thing. */
export const sizesRule: Rule = {
  name: 'sizes',
  check: (sources) =>
    sources
      .filter((source) => /^(apps|packages|tooling)\/.*\.(tsx?|css)$/.test(source.path) && !isTest(source))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > linesMax)
      .map(({ path, lines }) => `${path}: ${lines} lines, at most ${linesMax}`),
}
