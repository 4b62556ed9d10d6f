import { type Result, runSuite, suiteLine, totalLine } from './verify/suite.ts'
import { suites } from './verify/suites.ts'

/**
 * What `npm test` runs: everything, to the end even if something fails. `pnpm run verify unit types` runs those only.
 * The last line is `N passed, M failed`.
 */
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no suite ${unknown.join(', ')}; there are: ${suites.map(({ name }) => name).join(', ')}\n`,
  )
  process.exit(2)
}

const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const results: Result[] = []
for (const stage of new Set(chosen.map((suite) => suite.stage))) {
  const together = chosen.filter((suite) => suite.stage === stage)
  results.push(...(await Promise.all(together.map((suite) => runSuite(suite).then(tell)))))
}

process.stdout.write(`\n${results.map(line).join('\n')}\n\n`)
const isGood = results.every(({ failed }) => failed === 0)
// Whoever reads the last line must get it whole, so the exit waits until it is written.
process.stdout.write(`${totalLine(results)}\n`, () => process.exit(isGood ? 0 : 1))

function tell(result: Result): Result {
  const details = result.complaint === undefined ? '' : `\n${result.complaint.replaceAll(/^/gm, '  ')}`
  process.stdout.write(`${line(result)}${details}\n`)
  return result
}

function line(result: Result): string {
  const { name, seconds, failed } = result
  return `${failed > 0 ? 'FAIL' : 'ok  '} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${suiteLine(result)}`
}
