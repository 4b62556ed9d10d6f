import type { SourceFile } from './find-files.ts'
import type { ImportedEvent, ImportFormat } from './format.ts'
import { type ReadRecord, readRecords } from './read-records.ts'

/** What became of an event: recorded now, there already, kept out by another event of its id, or not fit to be one. */
export type Fate = { status: 'new' | 'known' | 'conflict' } | { status: 'rejected'; reason: string }

/** A record that was not taken. `record` counts from 1; null where the file as a whole is meant. */
export interface Reject {
  file: string
  record: number | null
  kind: 'rejected' | 'conflict'
  reason: string
}

export interface ImportCounts {
  files: number
  /** Records read, taken or not. */
  read: number
  added: number
  known: number
  conflicts: number
  rejected: number
}

export interface ImportJob {
  files: readonly SourceFile[]
  format: ImportFormat
  /** Records a batch of events, or finds out what would become of it. Answers in the order given. */
  record: (events: ImportedEvent[]) => Promise<Fate[]>
  /** When it is aborted, what was read so far is recorded and the run ends. */
  signal: AbortSignal
  onReject: (reject: Reject) => void
  /** After every batch and every file, with the bytes of the files that are done. */
  onProgress: (counts: ImportCounts, bytesDone: number) => void
}

const batchEventsMax = 500
/** A batch is one statement, and a statement has seconds. Characters of metadata, which is most of an event. */
const batchLengthMax = 2 * 1024 * 1024

interface Run {
  job: ImportJob
  counts: ImportCounts
  bytesDone: number
  batch: { event: ImportedEvent; place: Place }[]
  batchLength: number
}

type Place = Pick<Reject, 'file' | 'record'>

/** Reads the files one after the other and records what is in them, batch by batch. */
export async function runImport(job: ImportJob): Promise<ImportCounts> {
  const counts = { files: 0, read: 0, added: 0, known: 0, conflicts: 0, rejected: 0 }
  const run: Run = { job, counts, bytesDone: 0, batch: [], batchLength: 0 }

  for (const file of job.files) {
    for await (const item of readRecords(file)) {
      if (job.signal.aborted) break
      take(run, file, item)
      if (run.batch.length >= batchEventsMax || run.batchLength >= batchLengthMax) await flush(run)
    }
    if (job.signal.aborted) break
    counts.files += 1
    run.bytesDone += file.size
    job.onProgress(counts, run.bytesDone)
  }
  await flush(run)
  return counts
}

function take(run: Run, file: SourceFile, item: ReadRecord): void {
  const { format } = run.job
  if ('value' in item && format.isNoRecord(item.value)) return
  run.counts.read += 1
  const place = { file: file.path, record: item.index === null ? null : item.index + 1 }
  if ('reason' in item) {
    refuse(run, place, item.reason)
    return
  }
  try {
    const event = format.map(item.value, { file: file.name, index: item.index })
    run.batch.push({ event, place })
    run.batchLength += JSON.stringify(event.metadata ?? null).length
  } catch (error) {
    refuse(run, place, error instanceof Error ? error.message : String(error))
  }
}

async function flush(run: Run): Promise<void> {
  const { job, counts } = run
  const batch = run.batch.splice(0)
  run.batchLength = 0
  if (batch.length === 0) return
  const fates = await job.record(batch.map(({ event }) => event))

  for (const [index, { event, place }] of batch.entries()) {
    const fate = fates[index]
    if (!fate) throw new Error('An event was given to be recorded, and nothing was answered about it.')
    if (fate.status === 'new') counts.added += 1
    else if (fate.status === 'known') counts.known += 1
    else if (fate.status === 'rejected') refuse(run, place, fate.reason)
    else {
      counts.conflicts += 1
      const reason = `another event is recorded under its id (${event.id}), and stays`
      job.onReject({ ...place, kind: 'conflict', reason })
    }
  }
  job.onProgress(counts, run.bytesDone)
}

function refuse(run: Run, place: Place, reason: string): void {
  run.counts.rejected += 1
  run.job.onReject({ ...place, kind: 'rejected', reason })
}
