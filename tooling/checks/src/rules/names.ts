import type { Rule } from '../source.ts'

const directory = /(^|\/)(utils?|libs?|shared|helpers?|misc|common)\//
const file = /(^|\/)(utils?|helpers?|misc|common)\.tsx?$/
const notKebab = /(^|\/)[^/]*[A-Z][^/]*\.tsx?$/

/** A name that says nothing collects everything. Remix gives names of its own to routes (`$id`, `_app`). */
export const namesRule: Rule = {
  name: 'names',
  check: (sources) =>
    sources
      .filter(({ path }) => /^(apps|packages|tooling)\//.test(path))
      .flatMap(({ path }) => [
        ...(directory.test(path) || file.test(path) ? [`${path}: name it after what it holds`] : []),
        ...(notKebab.test(path) ? [`${path}: file names are kebab-case`] : []),
      ]),
}
