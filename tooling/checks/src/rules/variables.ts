import type { Rule, Source } from '../source.ts'

const example = '.env.example'
const definitions = 'packages/runtime/src/config/variables.ts'
const processes = ['PORTAL', 'PARTNER', 'STAFF', 'RECORDER']

/** An operator finds every variable in one file, and nothing in it that is not read. */
export const variablesRule: Rule = {
  name: 'variables',
  check: (sources) => {
    const read = namesIn(sources, definitions)
    const shown = namesIn(sources, example)
    return [
      ...[...read].filter((name) => !shown.has(name)).map((name) => `${example}: ${name} is missing`),
      ...[...shown].filter((name) => !read.has(name)).map((name) => `${example}: nothing reads ${name}`),
    ]
  },
}

/** Variables that are written as `NAME=…` or, in the definitions, built from the name of a process. */
function namesIn(sources: readonly Source[], path: string): Set<string> {
  const text = sources.find((source) => source.path === path)?.text ?? ''
  const written = [...text.matchAll(/\b((?:DAYBOOK_|DATABASE_|SMTP_|NODE_)[A-Z_]*[A-Z])(?==)/g)].map(
    ([, name = '']) => name,
  )
  const built = [...text.matchAll(/\$\{prefix\}(_[A-Z_]*[A-Z])(?==)/g)].flatMap(([, ending]) =>
    processes.map((process) => `DAYBOOK_${process}${ending}`),
  )
  // One may be given as a file under another name, as an example says.
  return new Set([...written, ...built].filter((name) => !name.endsWith('_FILE')))
}
