import { at, isTest, isTypeScript, type Rule } from '../source.ts'

/** Configuration is read and checked in one place; the launcher hands an environment on to what it starts. */
const places = [/^packages\/runtime\//, /^packages\/cli\/src\/start\//, /^tooling\//, /\.config\.ts$/]

export const environmentRule: Rule = {
  name: 'environment',
  check: (sources) =>
    sources
      .filter((source) => isTypeScript(source) && !isTest(source) && !places.some((place) => place.test(source.path)))
      .flatMap((source) =>
        [...source.text.matchAll(/\bprocess\s*(?:\?\.|\.)\s*env\b|\bimport\.meta\.env\b/g)].map(
          ({ index }) =>
            `${at(source, index)}: reads the environment; take it from the configuration of @daybook/runtime`,
        ),
      ),
}
