import {
  type ActionDefinition,
  completeEvent,
  draftOf,
  exportCompleted,
  exportFailed,
  type Person,
} from '@daybook/core/model'
import {
  append,
  completeExport,
  type Database,
  type ExportFile,
  type ExportRow,
  endExport,
  findLog,
  type Transaction,
  transaction,
} from '@daybook/db'
import { v7 } from 'uuid'
import { recorderItself } from '../jobs/recorder-itself.ts'

interface Ending {
  row: ExportRow
  /** On whose behalf; null when the account is gone. */
  person: Person | null
  now: Date
}

/** The file is there, and that it is is on record; false when somebody has stopped the export meanwhile. */
export function recordCompleted(db: Database, ending: Ending, file: ExportFile): Promise<boolean> {
  return transaction(db, async (tx) => {
    if (!(await completeExport(tx, ending.row.id, file))) return false
    const { id, fileName } = ending.row
    const sha256 = file.sha256?.toString('hex') ?? ''
    await record(tx, exportCompleted, { id, fileName, rows: file.written, bytes: file.bytes ?? 0, sha256 }, ending)
    return true
  })
}

/** There will be no file, and why is on record; false when the export had ended otherwise. */
export function recordFailed(
  db: Database,
  ending: Ending,
  { rows, reason }: { rows: number; reason: string },
): Promise<boolean> {
  const { row, now } = ending
  return transaction(db, async (tx) => {
    if (!(await endExport(tx, row.id, { status: 'failed', failure: reason, at: now }))) return false
    await record(tx, exportFailed, { id: row.id, fileName: row.fileName, rows, reason }, ending)
    return true
  })
}

/** Recorded already, by whoever cancelled it. */
export function endCancelled(db: Database, { row, now }: Omit<Ending, 'person'>): Promise<boolean> {
  return transaction(db, (tx) => endExport(tx, row.id, { status: 'cancelled', failure: null, at: now }))
}

async function record<Data>(
  tx: Transaction,
  action: ActionDefinition<Data>,
  data: NoInfer<Data>,
  { row, person, now }: Ending,
): Promise<void> {
  const log = await findLog(tx, { id: row.tenantId })
  if (!log) throw new Error('The log of an export is not there.')
  const event = completeEvent(draftOf(action, data), {
    id: v7(),
    recordedAt: now,
    secretKeys: log.secretKeys,
    actor: recorderItself,
    onBehalfOf: person,
    channel: 'job',
  })
  await append(tx, [{ log, event }])
}
