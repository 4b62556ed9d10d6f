import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { SingleBar } from 'cli-progress'
import { refusal } from '../failure.ts'
import type { ImportCounts, Reject } from './run-import.ts'

/** What became of a whole import. */
export interface ImportSummary extends ImportCounts {
  tenant: string
  format: string
  dryRun: boolean
  interrupted: boolean
}

export interface ImportReport {
  reject(reject: Reject): void
  progress(counts: ImportCounts, bytesDone: number): void
  finish(summary: ImportSummary, title: string): Promise<void>
  /** Before an error is shown. */
  abandon(): Promise<void>
}

export interface ReportOptions {
  json: boolean
  bytes: number
  /** Where the full list of what was not taken goes. */
  rejectsFile: string | null
  stdout: NodeJS.WritableStream
  /** The bar is shown here, on a terminal only. */
  stderr: NodeJS.WritableStream & { isTTY?: boolean }
}

/** Shown of what was not taken; the file has all. */
const rejectsShownMax = 20

/**
 * Tells how an import goes: a bar on a terminal, nothing while it runs into a pipe, or a line of JSON for each step.
 *
 * @throws a refusal when the file for rejects cannot be written.
 */
export async function createReport(options: ReportOptions): Promise<ImportReport> {
  const { json, stdout, stderr } = options
  const rejects = options.rejectsFile === null ? null : await openRejects(options.rejectsFile)
  const shown: Reject[] = []
  let count = 0
  const bar = json || !stderr.isTTY ? null : createBar(options)
  const line = (value: object) => stdout.write(`${JSON.stringify(value)}\n`)
  const close = async () => {
    bar?.stop()
    if (rejects) await endOf(rejects)
  }

  return {
    reject(reject) {
      count += 1
      if (shown.length < rejectsShownMax) shown.push(reject)
      rejects?.write(`${JSON.stringify(reject)}\n`)
      if (json) line({ type: 'reject', ...reject })
    },
    progress(counts, bytesDone) {
      bar?.update(bytesDone, { read: counts.read })
      if (json) line({ type: 'progress', ...counts })
    },
    async finish(summary, title) {
      await close()
      if (json) line({ type: 'summary', ...summary })
      else stdout.write(`${[...summaryLines(summary, title), ...rejectLines(shown, count, options)].join('\n')}\n`)
    },
    abandon: close,
  }
}

export function summaryLines(summary: ImportSummary, title: string): string[] {
  const { files, read, added, known, conflicts, rejected, tenant, dryRun, interrupted } = summary
  const what = `${counted(read, 'record')} of ${title} in ${counted(files, 'file')}`
  const width = Math.max(...[added, known, conflicts, rejected].map((value) => digits(value).length))
  const row = (label: string, value: number) => `  ${label.padEnd(14)} ${digits(value).padStart(width)}`
  return [
    dryRun ? `Dry run for ${tenant}, nothing was written: ${what}.` : `Imported into ${tenant}: ${what}.`,
    row(dryRun ? 'would be new' : 'new', added),
    row('already there', known),
    row('conflicts', conflicts),
    row('rejected', rejected),
    ...(interrupted
      ? ['Interrupted. Run the same command again: what is there is recognised, the rest is added.']
      : []),
  ]
}

function rejectLines(shown: Reject[], count: number, { rejectsFile }: ReportOptions): string[] {
  if (count === 0) return []
  const rest = count - shown.length
  const whole = rejectsFile === null ? '--rejects <file> keeps the whole list' : `all are in ${rejectsFile}`
  return [
    'Not taken:',
    ...shown.map(({ file, record, reason }) => `  ${file}${record === null ? '' : `, record ${record}`}: ${reason}`),
    ...(rest > 0 ? [`  and ${digits(rest)} more; ${whole}.`] : []),
  ]
}

function createBar({ stderr, bytes }: ReportOptions): SingleBar {
  const bar = new SingleBar({
    format: '  [{bar}] {percentage}%  {read} records  {eta_formatted}',
    stream: stderr,
    hideCursor: true,
    clearOnComplete: true,
  })
  bar.start(bytes, 0, { read: 0 })
  return bar
}

async function openRejects(file: string): Promise<WriteStream> {
  const stream = createWriteStream(file)
  try {
    await once(stream, 'open')
  } catch (error) {
    throw refusal(`${file} cannot be written (${error instanceof Error ? error.message : String(error)}).`, 2)
  }
  return stream
}

async function endOf(stream: WriteStream): Promise<void> {
  if (stream.closed) return
  const closed = once(stream, 'close')
  stream.end()
  await closed
}

function counted(value: number, noun: string): string {
  return `${digits(value)} ${noun}${value === 1 ? '' : 's'}`
}

function digits(value: number): string {
  return value.toLocaleString('en')
}
