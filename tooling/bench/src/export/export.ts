import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { connect, type Database, insertExport, insertUser, type LogTarget, transaction } from '@daybook/db'
import postgres from 'postgres'
import { v7 } from 'uuid'
import { createTenants } from '../ingest/appending.ts'
import type { BenchOptions } from '../options.ts'
import { processorTime } from '../processor-time.ts'
import { fillLogs } from '../queries/fill-logs.ts'
import { startRecorder } from '../recorder-process.ts'
import { type BenchServer, startServer } from '../server.ts'
import { type Cell, tableLines } from '../table.ts'

/** The smaller of the two logs has a part of the events of the larger: memory should tell no difference. */
const smallerShare = 10
const ratioWanted = 0.3

interface Finding {
  events: number
  format: 'csv' | 'ndjson'
  /** Events per second, from asking to the file being there. */
  rate: number
  copyRate: number
  /** Of the same events, what COPY takes as part of what the export takes. */
  ratio: number
  /** Megabytes: the most that the recorder held meanwhile, and the size of the file. */
  peak: number | null
  size: number
  /** Processor time for each event, microseconds: less at the mercy of what else a machine does than a clock. */
  copyTime: number | null
  recorderTime: number | null
  databaseTime: number | null
}

/** How quickly a log becomes a file, beside COPY of the same rows, and how much memory that takes. */
export async function exporting(options: BenchOptions): Promise<void> {
  const server = await startServer()
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
  const owner = connect(server.ownerUrl, { max: 2, name: 'bench' })
  try {
    const [smaller, larger] = await createTenants(owner, 2)
    if (!smaller || !larger) throw new Error('There is no log to export.')
    const logs = [
      { log: smaller, events: Math.ceil(options.events / smallerShare) },
      { log: larger, events: options.events },
    ]
    note(`making ${options.events.toLocaleString('en')} events`)
    await fillLogs(
      sql,
      logs.map(({ log, events }) => ({ tenantId: log.tenantId, events })),
    )
    const recorder = await startRecorder(server, { profileDirectory: null })
    try {
      const findings: Finding[] = []
      for (const { log, events } of logs) {
        for (const format of ['csv', 'ndjson'] as const) {
          note(`${format} of ${events.toLocaleString('en')} events`)
          const finding = await measure({ server, sql, owner, pid: recorder.pid }, { log, events, format })
          findings.push(finding)
          note(`${Math.round(finding.rate).toLocaleString('en')} a second`)
        }
      }
      if (options.json) print(JSON.stringify({ options, findings }, null, 2))
      else print(...findingLines(findings), '', ...verdictLines(findings))
    } finally {
      await recorder.stop()
    }
  } finally {
    await Promise.all([owner.close(), sql.end()])
    await server.stop()
  }
}

interface Site {
  server: BenchServer
  sql: postgres.Sql
  owner: Database
  pid: number
}

type Asked = { log: LogTarget; events: number; format: 'csv' | 'ndjson' }

async function measure(site: Site, asked: Asked): Promise<Finding> {
  const { server, pid } = site
  const { events, format } = asked
  const pids = { recorder: pid, postmaster: server.pid }
  const atFirst = processorTime(pids)
  const copySeconds = await timeCopy(server, asked.log)
  forgetPeak(pid)
  const before = processorTime(pids)
  const start = performance.now()
  const bytes = await writeExport(site, asked)
  const seconds = (performance.now() - start) / 1000
  const after = processorTime(pids)
  const each = (from: number | null, to: number | null) =>
    from === null || to === null ? null : ((to - from) * 1e6) / events
  return {
    events,
    format,
    rate: events / seconds,
    copyRate: events / copySeconds,
    ratio: copySeconds / seconds,
    peak: peakOf(pid),
    size: bytes / 1e6,
    copyTime: each(atFirst.postgres, before.postgres),
    recorderTime: each(before.recorder, after.recorder),
    databaseTime: each(before.postgres, after.postgres),
  }
}

/** Seconds for all columns of a log in the order of an export, as the database writes them. */
async function timeCopy({ superuserUrl }: BenchServer, { tenantId }: LogTarget): Promise<number> {
  // A connection of its own: what streams is not mixed with what is asked meanwhile.
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  await sql`select 1`
  const start = performance.now()
  const rows = await sql
    .unsafe(
      `copy (select * from events where tenant_id = '${tenantId}' order by occurred_at desc, number desc)
      to stdout (format csv)`,
    )
    .readable()
  let bytes = 0
  for await (const chunk of rows) bytes += chunk.length
  const seconds = (performance.now() - start) / 1000
  await sql.end()
  if (bytes === 0) throw new Error('There was nothing to copy.')
  return seconds
}

/** Asks for an export as a procedure would, and answers its size once it is there. */
async function writeExport({ owner, sql }: Site, { log, events, format }: Asked): Promise<number> {
  const person = { id: v7(), organisationId: log.tenantId, email: `${v7()}@example.test`, name: 'Ada Example' }
  const account = { realm: 'client', role: 'client_admin', status: 'active', passwordHash: null } as const
  await insertUser(owner, { ...person, ...account })
  const id = randomUUID()
  await transaction(owner, (tx) =>
    insertExport(tx, {
      id,
      tenantId: log.tenantId,
      userId: person.id,
      userName: person.name,
      format,
      level: 'evidence',
      filter: {},
      rangeFrom: null,
      rangeTo: null,
      zone: 'Europe/Berlin',
      upTo: events,
      status: 'queued',
      total: null,
      fileName: 'activity-log-2026-11-20.zip',
      requestedAt: new Date(),
    }),
  )
  for (;;) {
    const [row] = await sql<{ status: string; bytes: string | null; written: string; failure: string | null }[]>`
      select status, bytes, written, failure from exports where id = ${id}`
    if (row?.status === 'ready' && Number(row.written) === events) return Number(row.bytes)
    if (row?.status !== 'queued' && row?.status !== 'running')
      throw new Error(`The export ended as ${row?.status} with ${row?.written} events: ${row?.failure ?? ''}`)
    await delay(20)
  }
}

/** From here on, the most that a process holds is counted anew. Linux only. */
function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Then it is the most since the process began.
  }
}

/** Megabytes; null where it is not told. */
function peakOf(pid: number): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1000
  } catch {
    return null
  }
}

function findingLines(findings: readonly Finding[]): string[] {
  const head = [
    'export',
    'events',
    'events/s',
    'COPY events/s',
    'of COPY',
    'peak MB',
    'file MB',
    'µs COPY',
    'µs recorder',
    'µs postgres',
  ]
  const rows = findings.map((each): Cell[] => [
    ...[each.format, each.events, each.rate, each.copyRate, each.ratio],
    ...[each.peak, each.size, each.copyTime, each.recorderTime, each.databaseTime],
  ])
  return tableLines(head, rows)
}

function verdictLines(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ ratio }) => ratio < ratioWanted)
    .map(({ format, events, ratio }) => `${format} of ${events}: ${ratio.toFixed(2)} of COPY, wanted ${ratioWanted}`)
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
