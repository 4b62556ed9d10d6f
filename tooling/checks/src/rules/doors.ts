import { at, importsOf, isTest, isTypeScript, packageOf, type Rule, type Source } from '../source.ts'

type Door = {
  /** The entry that is not for everyone. */
  entry: RegExp
  mayEnter: (source: Source) => boolean
  reason: string
}

const doors: Door[] = [
  {
    entry: /^@daybook\/db\/scope$/,
    // A bench reads what it made up itself.
    mayEnter: ({ path }) => path === 'packages/api/src/scope.ts' || path.startsWith('tooling/bench/'),
    reason: 'only packages/api/src/scope.ts makes a scope: whoever else could would decide who reads what',
  },
  {
    entry: /^@daybook\/cli(\/|$)/,
    mayEnter: () => false,
    reason: 'the command line leans on everything, so nothing leans on it',
  },
  {
    entry: /^@daybook\/web\/remix$/,
    mayEnter: ({ path }) => !path.startsWith('apps/recorder/'),
    reason: 'the recorder has no pages',
  },
  {
    entry: /^@daybook\/[^/]+\/testing$/,
    mayEnter: (source) => isTest(source) || packageOf(source)?.startsWith('tooling/') === true,
    reason: 'what tests need does not belong into what runs',
  },
]

export const doorsRule: Rule = {
  name: 'doors',
  check: (sources) => sources.filter(isTypeScript).flatMap(checkImports),
}

function checkImports(source: Source): string[] {
  return importsOf(source).flatMap(({ from, index }) =>
    doors
      .filter((door) => door.entry.test(from) && !door.mayEnter(source))
      .map((door) => `${at(source, index)}: imports ${from}, but ${door.reason}`),
  )
}
