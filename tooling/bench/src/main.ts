import { parseArgs } from 'node:util'
import { exporting } from './export/export.ts'
import { ingest } from './ingest/ingest.ts'
import { type BenchOptions, readOptions, usage } from './options.ts'
import { page } from './page/page.ts'
import { queries } from './queries/queries.ts'

/** Each prints its findings; what it needs it brings, and what it brought it takes away. */
const benches: Record<string, (options: BenchOptions) => Promise<void>> = { ingest, page, queries, export: exporting }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string' },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    body: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const [name = 'ingest'] = positionals
const bench = benches[name]
const options = readOptions(values, { events: name === 'queries' || name === 'export' ? 1_000_000 : 20_000 })

if (values.help || bench === undefined || typeof options === 'string') {
  const problem = bench === undefined ? `There is no bench ${name}.` : typeof options === 'string' ? options : ''
  process.stdout.write(`${problem}\n${usage(Object.keys(benches))}\n`)
  process.exitCode = values.help ? 0 : 1
} else {
  await bench(options)
}
