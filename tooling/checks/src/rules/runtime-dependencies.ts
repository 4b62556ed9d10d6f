import { builtinModules } from 'node:module'
import { at, importsOf, isTest, isTypeScript, packageOf, type Rule, type Source } from '../source.ts'

/** What runs is installed where only dependencies are. A development dependency may lend its types, nothing else. */
export const runtimeDependenciesRule: Rule = {
  name: 'runtime dependencies',
  check: (sources) => {
    const declared = new Map(sources.filter(({ path }) => path.endsWith('/package.json')).map(declaredBy))
    return sources
      .filter((source) => isTypeScript(source) && isPartOfWhatRuns(source))
      .flatMap((source) => checkImports(source, declared.get(packageOf(source) ?? '')))
  },
}

function isPartOfWhatRuns(source: Source): boolean {
  if (isTest(source) || /\.(config|fixture)\.ts$/.test(source.path)) return false
  // Read by the build only.
  if (/^apps\/[^/]+\/app\/routes\.ts$/.test(source.path)) return false
  return /^(apps|packages)\//.test(source.path)
}

function declaredBy(manifest: Source): [string, Set<string>] {
  const { name, dependencies, optionalDependencies } = JSON.parse(manifest.text)
  return [
    manifest.path.replace('/package.json', ''),
    new Set([name, ...Object.keys({ ...dependencies, ...optionalDependencies })]),
  ]
}

function checkImports(source: Source, declared: Set<string> | undefined): string[] {
  if (declared === undefined) return []
  return importsOf(source)
    .filter(({ from, isType }) => !isType && isPackage(from) && !declared.has(nameOf(from)))
    .map(({ from, index }) => `${at(source, index)}: runs ${nameOf(from)}, which is not among its dependencies`)
}

function isPackage(from: string): boolean {
  return /^[@a-z]/i.test(from) && !from.includes(':') && !builtinModules.includes(from)
}

function nameOf(from: string): string {
  return from.split('/', from.startsWith('@') ? 2 : 1).join('/')
}
