import { parseArgs } from 'node:util'
import type { Fault } from './fault.ts'
import { faults } from './faults/index.ts'
import { createHarness, type Harness } from './harness/harness.ts'
import { strike } from './strike.ts'
import { type Line, summaryOf, totalOf } from './summary.ts'

const usage = `npm run faults -- [--only F1,F2] [--repeat 50] [--seconds 60] [--seed 1] [--short]

Strikes a recorder and its database under load and looks whether anything acknowledged was lost or is there twice.
`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    repeat: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    short: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}

const chosen = choose(values.only)
const seed = numberOf(values.seed, 'seed') ?? Math.floor(Math.random() * 1_000_000)
const scale = values.short ? 'short' : 'long'
const say = (line: string) => process.stdout.write(`${line}\n`)

say(`seed ${seed}`)
let harness = await createHarness()
const lines: Line[] = []
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted = true
    void finish(130)
  })
}

for (const fault of chosen) {
  if (interrupted) break
  say(`${fault.name} ${fault.title}`)
  const outcome = await strike(harness, fault, {
    seed,
    repeats: numberOf(values.repeat, 'repeat') ?? fault.repeats[scale],
    seconds: numberOf(values.seconds, 'seconds') ?? fault.seconds[scale],
    say: (line) => say(`  ${line}`),
  })
  lines.push({ fault, outcome })
  // What did not survive one fault must not fail the next: they begin on new ground.
  if (outcome.failures.length > 0) harness = await replaced(harness)
}
await finish(lines.some(({ outcome }) => outcome.failures.length > 0) ? 1 : 0)

async function finish(code: number): Promise<never> {
  await harness[Symbol.asyncDispose]()
  say(`\n${summaryOf(lines)}\n\n${totalOf(lines)}`)
  process.exit(code)
}

async function replaced(old: Harness): Promise<Harness> {
  for (const line of old.recorder().lines.slice(-5)) say(`  recorder: ${line}`)
  await old[Symbol.asyncDispose]()
  return await createHarness()
}

function choose(only: string | undefined): readonly Fault[] {
  if (only === undefined) return faults
  const names = only.split(',')
  const unknown = names.find((name) => !faults.some((fault) => fault.name === name))
  if (unknown === undefined) return faults.filter(({ name }) => names.includes(name))
  process.stderr.write(`There is no fault ${unknown}: ${faults.map(({ name }) => name).join(', ')}.\n`)
  process.exit(78)
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text)
  process.stderr.write(`--${name} takes a whole number, such as --${name} 50.\n`)
  process.exit(78)
}
