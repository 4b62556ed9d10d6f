import process from 'node:process'
import { isRetryable } from '@daybook/db'
import { loadConfig } from '@daybook/runtime'
import { refusal } from '../failure.ts'
import { listenForInterruption } from '../start/interruption.ts'
import { createCompletion } from './completion.ts'
import { findFiles, type SourceFile } from './find-files.ts'
import type { ImportedEvent, ImportFormat } from './format.ts'
import { exitCodeTemporary, exitCodeUsage, openLog } from './open-log.ts'
import { type Destination, foreseeEvents, recordEvents, retryDelays } from './record-events.ts'
import { createReport, type ImportReport, type ImportSummary } from './report.ts'
import { runImport } from './run-import.ts'

export interface ImportOptions {
  tenant: string
  dryRun?: boolean
  rejects?: string
  json?: boolean
}

/** The whole of `daybook import`. Answers what to exit with: 0, 1 when something was not taken, 130 when interrupted. */
export async function importRecords(format: ImportFormat, paths: string[], options: ImportOptions): Promise<number> {
  const files = await findFiles(paths).catch((error: unknown) => {
    throw refusal(error instanceof Error ? error.message : String(error), exitCodeUsage)
  })
  const { db, log, close } = await openLog(loadConfig(), options.tenant)
  const signal = listenForInterruption()
  try {
    const report = await createReport({
      json: options.json ?? false,
      bytes: files.reduce((sum, file) => sum + file.size, 0),
      rejectsFile: options.rejects ?? null,
      stdout: process.stdout,
      stderr: process.stderr,
    })
    const to = { db, log, now: () => new Date(), retryDelays }
    const summary = await importFiles(files, { format, to, report, signal, dryRun: options.dryRun ?? false })
    await report.finish(summary, format.title)
    if (summary.interrupted) return 130
    return summary.rejected + summary.conflicts > 0 ? 1 : 0
  } finally {
    await close()
  }
}

export interface ImportRun {
  format: ImportFormat
  to: Destination
  report: ImportReport
  signal: AbortSignal
  dryRun: boolean
}

/** Imports files into a log, and leaves an event there that says so. */
export async function importFiles(files: readonly SourceFile[], run: ImportRun): Promise<ImportSummary> {
  const { format, to, report, signal, dryRun } = run
  const completion = createCompletion({ format, files, to })
  const seen = new Set<string>()
  const record = async (events: ImportedEvent[]) => {
    if (dryRun) return foreseeEvents(to, events, seen)
    const fates = await recordEvents(to, events)
    completion.add(events)
    return fates
  }

  let added = 0
  try {
    const counts = await runImport({
      files,
      format,
      record,
      signal,
      onReject: (reject) => report.reject(reject),
      onProgress: (soFar, bytesDone) => {
        added = soFar.added
        report.progress(soFar, bytesDone)
      },
    })
    const summary = { ...counts, tenant: to.log.slug, format: format.name, dryRun, interrupted: signal.aborted }
    if (!dryRun && !signal.aborted) await completion.record(summary)
    return summary
  } catch (error) {
    await report.abandon()
    if (!isRetryable(error)) throw error
    throw refusal(
      `The database stopped answering after ${added.toLocaleString('en')} new events, which are recorded. ` +
        'Run the same command again: what is there is recognised, the rest is added.',
      exitCodeTemporary,
    )
  }
}
