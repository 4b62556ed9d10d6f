import { type Presentation, presentationOf, questionOf, readExporter } from '@daybook/api/exports'
import type { Person } from '@daybook/core/model'
import type { EventFilter } from '@daybook/core/query'
import {
  advanceExport,
  countEvents,
  type Exclusive,
  type ExportRow,
  findExportById,
  findLog,
  type LogTarget,
  openExclusive,
  type Scope,
  transaction,
} from '@daybook/db'
import { isStorageFull, type Logger, type Storage } from '@daybook/runtime'
import { endCancelled, recordCompleted, recordFailed } from './end-export.ts'
import { type EventFormat, formatOf } from './format-events.ts'
import { manifestOf } from './manifest.ts'
import { packExport } from './pack-export.ts'
import { firstLimit, nextLimit, type Page, presentPage, readPage, refuseLost } from './read-page.ts'
import { digestOfContent, openWorkingFile, type Progress, readProgress } from './working-file.ts'

export interface ExportServices {
  databaseUrl: string
  storage: Storage
  logger: Logger
  /** Fires when the process stops: the work ends at the next page, to be gone on with by another process. */
  signal: AbortSignal
}

const keptHours = 24
/** Times that work may begin without a page being written: what ends its process each time must end by itself. */
const startsMax = 5
const countedMax = 1_000_000
/** Events formatted without a pause: machines that send events wait for no longer. */
const sliceRows = 50

const noRoom = 'There is no room left where files are kept. Tell whoever runs this system, and ask again.'
const startedTooOften = 'The file could not be written in several tries. Ask again, or tell whoever runs this system.'

export const lockOf = (id: string) => `daybook.export ${id}`
export const workingKey = (id: string) => `exports/${id}.part`
export const archiveKey = (id: string) => `exports/${id}.zip`

/** Why there will be no file, for whoever asked. */
class ExportRefusedError extends Error {}

/** Somebody has cancelled it, or it has ended otherwise. */
class NotWantedError extends Error {}

interface Work extends ExportServices {
  exclusive: Exclusive
  row: ExportRow
  log: LogTarget
  format: EventFormat
  presentation: Presentation
  /** Who is written for, as they are now; known from the first page on. */
  person: Person | null
  rows: number
}

/**
 * Writes what somebody asked to export: from where it was left, unless another process is at it. What cannot be helped
 * ends the export with a reason; whatever else fails is thrown, so that it is tried again.
 */
export async function writeExport(services: ExportServices, id: string): Promise<void> {
  const { databaseUrl, storage, logger } = services
  const exclusive = await openExclusive(databaseUrl, lockOf(id))
  if (!exclusive) return
  const { db } = exclusive
  try {
    const row = await findExportById(db, id)
    const log = row && (await findLog(db, { id: row.tenantId }))
    if (!row || !log || (row.status !== 'queued' && row.status !== 'running')) return
    const format = formatOf(row)
    const presentation = presentationOf(log, row.level)
    const work: Work = { ...services, exclusive, row, log, format, presentation, person: null, rows: row.written }
    try {
      await write(work)
      await storage.remove(workingKey(id))
    } catch (error) {
      await endWithout(work, error)
      logger.info({ export: id, rows: work.rows }, 'an export ended without a file')
    }
  } finally {
    await exclusive.close()
  }
}

/** @throws whatever is not the end of the export. */
async function endWithout({ exclusive: { db }, row, person, rows, storage }: Work, error: unknown): Promise<void> {
  const refused = error instanceof ExportRefusedError ? error.message : null
  const reason = isStorageFull(error) ? noRoom : refused
  if (reason === null && !(error instanceof NotWantedError)) throw error
  // First: who sees that it has ended finds nothing of it.
  await storage.remove(workingKey(row.id))
  await storage.remove(archiveKey(row.id))
  const ending = { row, person, now: new Date() }
  if (reason === null) await endCancelled(db, ending)
  else await recordFailed(db, ending, { rows, reason })
}

async function write(work: Work): Promise<void> {
  const progress = await begin(work)
  const whole = progress.isWhole ? progress : await writePages(work, progress)
  await finish(work, whole)
}

async function begin(work: Work): Promise<Progress> {
  const { row, storage } = work
  let progress = readProgress(row.progress)
  const size = (await storage.size(workingKey(row.id))) ?? 0
  // A disk that was exchanged, or another host: then from the beginning.
  if (size < progress.packed) progress = { ...readProgress(null), starts: progress.starts }
  if (progress.starts >= startsMax) throw new ExportRefusedError(startedTooOften)
  const started = { ...progress, starts: progress.starts + 1 }
  await advance(work, started)
  return started
}

/** Three pages are at work at once: one is read, one is put into words, one is compressed and written. */
async function writePages(work: Work, begun: Progress): Promise<Progress> {
  const { row, storage, format } = work
  const file = await openWorkingFile(storage, workingKey(row.id), begun)
  let progress = begun
  let rows = begun.rows
  let saving = Promise.resolve()

  async function save(text: string, { after }: Page, written: number): Promise<void> {
    await file.append(text)
    if (!after) await file.finish()
    progress = {
      ...file.size,
      after: after && { occurredAt: after.occurredAt.getTime(), number: after.number },
      rows: written,
      isWhole: after === null,
      starts: 0,
    }
    work.rows = written
    await advance(work, progress)
  }

  try {
    let limit = firstLimit
    let next = read(work, positionOf(progress), limit)
    if (progress.packed === 0) await file.append(format.head)
    for (;;) {
      const page = await next
      if (page.after) next = read(work, page.after, limit)
      if (row.total === null && rows === 0) await countTotal(work, page.exporter.scope)
      const text = await formatPage(work, page)
      limit = nextLimit(page.events.length, text.length)
      rows += page.events.length
      await saving
      saving = save(text, page, rows)
      // Told when it is waited for.
      saving.catch(() => {})
      if (!page.after) break
    }
    await saving
    return progress
  } finally {
    await saving.catch(() => {})
    await file.close()
  }
}

/** A page that fails while nobody waits for it yet is told when somebody does. */
function read(work: Work, after: Page['after'], limit: number): Promise<Page> {
  const page = readPage(work.exclusive, { row: work.row, after, limit }).then((answer) => {
    work.person = answer.exporter.person
    if (answer.status === 'hindered') throw new ExportRefusedError(answer.exporter.hindrance)
    return answer
  })
  page.catch(() => {})
  return page
}

function positionOf({ after }: Progress): Page['after'] {
  return after && { occurredAt: new Date(after.occurredAt), number: after.number, key: null }
}

async function formatPage({ format, presentation }: Work, page: Page): Promise<string> {
  let text = ''
  for (let start = 0; start < page.events.length; start += sliceRows) {
    const slice = { ...page, events: page.events.slice(start, start + sliceRows) }
    text += format.records(presentPage(slice, presentation))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return text
}

/** For a measure of how much is left; an export without it goes on as well. */
async function countTotal(work: Work, scope: Scope): Promise<void> {
  const { row, exclusive } = work
  // Stored by `exports.create`, from a filter.
  const filter = row.filter as EventFilter
  const question = questionOf(filter, { from: row.rangeFrom, to: row.rangeTo }, scope)
  const asked = { ...question, upTo: row.upTo, cap: countedMax }
  const count = await transaction(exclusive.db, (tx) => countEvents(tx, scope, asked))
  if (count && !count.capped) await advanceExport(exclusive.db, row.id, { total: count.value })
}

/** @throws NotWantedError when the export has been cancelled; the signal's reason when the process stops. */
async function advance({ exclusive, row, signal }: Work, progress: Progress): Promise<void> {
  signal.throwIfAborted()
  const isWanted = await transaction(exclusive.db, async (tx) => {
    await refuseLost(exclusive, tx)
    return advanceExport(tx, row.id, { written: progress.rows, progress: { ...progress } })
  })
  if (!isWanted) throw new NotWantedError('the export is not wanted any more')
}

async function finish(work: Work, progress: Progress): Promise<void> {
  const { row, storage, log, format, exclusive, signal } = work
  const from = workingKey(row.id)
  const { person, hindrance } = await readExporter(exclusive.db, row)
  if (hindrance !== null) throw new ExportRefusedError(hindrance)
  const name = `${row.fileName.replace(/\.zip$/, '')}.${format.extension}`
  const sha256 = await digestOfContent(storage, from)
  const finishedAt = new Date()
  const facts = { name, bytes: progress.bytes, sha256, rows: progress.rows }
  const manifest = manifestOf({ row, log, person, format, finishedAt, file: facts })
  const to = archiveKey(row.id)
  const packed = await packExport({ storage, row, from, to, name, progress, manifest, signal })
  const now = new Date()
  const expiresAt = new Date(now.getTime() + keptHours * 3_600_000)
  const file = { ...packed, storageKey: to, written: progress.rows, finishedAt: now, expiresAt }
  await transaction(exclusive.db, (tx) => refuseLost(exclusive, tx))
  if (!(await recordCompleted(exclusive.db, { row, person, now }, file)))
    throw new NotWantedError('the export is not wanted any more')
}
