import { advanceCounts, connect, TooSlowError } from '@daybook/db'
import { makeScope } from '@daybook/db/scope'
import postgres from 'postgres'
import { percentile } from '../arithmetic.ts'
import { createTenants } from '../ingest/appending.ts'
import type { BenchOptions } from '../options.ts'
import { processorTime } from '../processor-time.ts'
import { type BenchServer, startServer } from '../server.ts'
import { type Cell, tableLines } from '../table.ts'
import { actorAt, fillLogs, planted } from './fill-logs.ts'
import { measurementsOf, type Site } from './measurements.ts'
import { createPlain, plainPatience } from './plain.ts'
import { sampleEvents } from './sampled.ts'

const neighbours = 20
/** For each of theirs, the log that is read has so many events. */
const neighbourShare = 50
/** Nothing is to take longer, however rare, milliseconds. */
const longestMs = 2000

/** How quickly a log of a year is read, filtered, searched and counted, and what the plain statement takes for the same. */
export async function queries(options: BenchOptions): Promise<void> {
  const server = await startServer()
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
  const owner = connect(server.ownerUrl, { max: 1, name: 'bench' })
  const db = connect(server.appUrls.portal, { max: 1, name: 'bench', statementTimeout: 30_000 })
  try {
    const site = await createSite(server, { owner, db, sql, options })
    const findings = await measure(site, server.pid, options)
    if (options.json) print(JSON.stringify({ options, findings }, null, 2))
    else print(...findingLines(findings), '', ...verdictLines(findings))
  } finally {
    await Promise.all([db.close(), owner.close(), sql.end()])
    await server.stop()
  }
}

async function createSite(
  server: BenchServer,
  { owner, db, sql, options }: Pick<Site, 'db'> & { owner: Site['db']; sql: postgres.Sql; options: BenchOptions },
): Promise<Site> {
  const logs = await createTenants(owner, neighbours + 1)
  const [log, ...others] = logs
  if (!log) throw new Error('There is no log to read.')
  const { tenantId } = log
  const fewer = Math.ceil(options.events / neighbourShare)
  note(`making ${options.events.toLocaleString('en')} events, and ${neighbours} logs of ${fewer.toLocaleString('en')}`)
  await fillLogs(sql, [
    { tenantId, events: options.events },
    ...others.map((other) => ({ tenantId: other.tenantId, events: fewer })),
  ])
  const recorder = connect(server.appUrls.recorder, { max: 1, name: 'bench', statementTimeout: 60_000 })
  const start = performance.now()
  let counted = 0
  for (let more = -1; more !== 0; counted += more) more = await advanceCounts(recorder, { limit: 50_000 })
  await recorder.close()
  const rate = Math.round(counted / ((performance.now() - start) / 1000))
  note(`counted ${counted.toLocaleString('en')} events, ${rate.toLocaleString('en')} a second`)
  await sql`vacuum (analyze) daily_counts, monthly_counts, event_counts, log_actors`

  await sql`select set_config('statement_timeout', ${String(plainPatience)}, false)`
  const actor = (index: number) => actorAt(sql, tenantId, index)
  return {
    db,
    scope: makeScope({ tenantIds: [tenantId], level: 'evidence' }),
    plain: createPlain(sql, tenantId),
    upTo: options.events,
    sampled: await sampleEvents(sql, { tenantId, events: options.events, count: 60 }),
    actors: {
      top: await actor(planted.topActor),
      second: await actor(planted.secondActor),
      medium: await actor(100),
      rare: await actor(4000),
    },
  }
}

interface Finding {
  name: string
  target: number
  p50: number
  p95: number
  max: number
  /** Milliseconds of processor time of one answer, of the client and the database: not what others do meanwhile. */
  processor: number
  /** How often there was no answer, or none to a part of the question, because time was up. */
  unanswered: number
  plain: number | null
}

async function measure(site: Site, postmaster: number, { rounds, only }: BenchOptions): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, target, ask, plain } of measurementsOf(site).filter((one) => one.name.includes(only))) {
    // The first of a kind also prepares its statements.
    await answered(() => ask(rounds * 10))
    const before = processorTime({ recorder: null, postmaster })
    const { times, unanswered } = await timesOf(ask, rounds * 10, longestMs * 5)
    const used = processorTime({ recorder: null, postmaster })
    const seconds = used.bench - before.bench + (used.postgres ?? Number.NaN) - (before.postgres ?? Number.NaN)
    const processor = (seconds * 1000) / times.length
    const plainTimes = plain ? (await timesOf(plain, rounds, plainPatience / 2)).times : []
    findings.push({
      ...{ name, target, processor, unanswered, max: Math.max(...times) },
      ...{ p50: percentile(times, 0.5) ?? 0, p95: percentile(times, 0.95) ?? 0, plain: percentile(plainTimes, 0.5) },
    })
    note(`${name}: ${times.map((time) => Math.round(time)).join(' ')} ms; processor ${processor.toFixed(1)} ms`)
  }
  return findings
}

async function timesOf(
  ask: (draw: number) => PromiseLike<unknown>,
  draws: number,
  patience: number,
): Promise<{ times: number[]; unanswered: number }> {
  const times: number[] = []
  let [spent, unanswered] = [0, 0]
  for (let draw = 0; draw < draws && spent < patience; draw++) {
    const start = performance.now()
    if (!(await answered(() => ask(draw)))) unanswered++
    const time = performance.now() - start
    times.push(time)
    spent += time
  }
  return { times, unanswered }
}

/** What was stopped took as long as it was let. */
async function answered(ask: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    const answer = await ask()
    return answer !== null
  } catch (error) {
    if (error instanceof TooSlowError || (error instanceof postgres.PostgresError && error.code === '57014'))
      return false
    throw error
  }
}

function findingLines(findings: readonly Finding[]): string[] {
  return tableLines(
    ['', 'p50 ms', 'p95 ms', 'max ms', 'processor ms', 'unanswered', 'target', 'plain p50', 'plain / ours', ''],
    findings.map(({ name, p50, p95, max, processor, unanswered, target, plain }): Cell[] => [
      ...[name, p50, p95, max, processor, unanswered, target, plain],
      ...[plain === null ? null : plain / p50, isMet({ p95, max, unanswered, target }) ? 'met' : 'MISSED'],
    ]),
  )
}

function isMet({ p95, max, unanswered, target }: Pick<Finding, 'p95' | 'max' | 'unanswered' | 'target'>): boolean {
  return p95 <= target && max <= longestMs && unanswered === 0
}

function verdictLines(findings: readonly Finding[]): string[] {
  const missed = findings.filter((finding) => !isMet(finding))
  const longest = Math.max(...findings.map(({ max }) => max))
  return [
    `${findings.length - missed.length} of ${findings.length} targets met; the longest of all took ${Math.round(longest)} ms.`,
  ]
}

function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
