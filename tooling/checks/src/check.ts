import { rules } from './rules/index.ts'
import { readSources } from './source.ts'

/** `node --import tsx tooling/checks/src/check.ts`: only the rules, with what each has found. */
const sources = readSources()
let found = 0
for (const rule of rules) {
  const breaches = rule.check(sources)
  found += breaches.length
  process.stdout.write(
    `${breaches.length === 0 ? 'ok  ' : 'FAIL'} ${rule.name}\n${breaches.map((line) => `     ${line}\n`).join('')}`,
  )
}
process.exitCode = found === 0 ? 0 : 1
