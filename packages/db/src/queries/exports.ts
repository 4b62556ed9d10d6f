import type { JsonObject } from '@daybook/core/model'
import { and, desc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { type ExportStatus, exportJobs, logEntries } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { isFindableId } from './findable.ts'
import { enqueueJob } from './jobs.ts'

export type ExportRow = typeof exportJobs.$inferSelect

/** Whose exports: a tenant's, or of these one person's. */
export interface ExportOwner {
  tenantId: string
  userId?: string | null
}

const unfinished: ExportStatus[] = ['queued', 'running']

function ownedBy({ tenantId, userId }: ExportOwner): SQL | undefined {
  return and(eq(exportJobs.tenantId, tenantId), userId ? eq(exportJobs.userId, userId) : undefined)
}

/** The newest first. */
export function listExports(db: Executor, owner: ExportOwner, { limit }: { limit: number }): Promise<ExportRow[]> {
  return db.select().from(exportJobs).where(ownedBy(owner)).orderBy(desc(exportJobs.requestedAt)).limit(limit)
}

export async function findExport(db: Executor, owner: ExportOwner, id: string): Promise<ExportRow | null> {
  if (!isFindableId(id)) return null
  const [row] = await db
    .select()
    .from(exportJobs)
    .where(and(ownedBy(owner), eq(exportJobs.id, id)))
  return row ?? null
}

/** Adds an export and asks for its job; both take effect with the commit. */
export async function insertExport(tx: Transaction, row: typeof exportJobs.$inferInsert): Promise<ExportRow> {
  const [inserted] = await tx.insert(exportJobs).values(row).returning()
  if (!inserted) throw new Error('The export that was just made is not there.')
  await enqueueJob(tx, 'exports.write', row.id)
  return inserted
}

export interface ExportUse {
  unfinished: number
  /** Asked for since, of any size; and when the first of them was. */
  recent: number
  recentSince: Date | null
  /** Of these, those with more events than `large` from which a file came or may still come. */
  large: number
  largeSince: Date | null
}

/** How much somebody has exported lately. Nobody else counts for them meanwhile: of two requests at once, one waits. */
export async function lockExportUse(
  tx: Transaction,
  { tenantId, userId, since, large }: { tenantId: string; userId: string; since: Date; large: number },
): Promise<ExportUse> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`daybook.exports ${userId}`}, 0))`)
  const isRecent = gt(exportJobs.requestedAt, since)
  const isLarge = and(
    isRecent,
    // Not counted yet may be any number.
    sql`coalesce(${exportJobs.total}, ${large + 1}) > ${large}`,
    sql`${exportJobs.status} not in ('failed', 'cancelled')`,
  )
  const [row] = await tx
    .select({
      unfinished: sql<string>`count(*) filter (where ${inArray(exportJobs.status, unfinished)})`,
      recent: sql<string>`count(*) filter (where ${isRecent})`,
      recentSince: sql<Date | null>`min(${exportJobs.requestedAt}) filter (where ${isRecent})`.mapWith(instantOf),
      large: sql<string>`count(*) filter (where ${isLarge})`,
      largeSince: sql<Date | null>`min(${exportJobs.requestedAt}) filter (where ${isLarge})`.mapWith(instantOf),
    })
    .from(exportJobs)
    .where(and(ownedBy({ tenantId, userId }), or(isRecent, inArray(exportJobs.status, unfinished))))
  return {
    unfinished: Number(row?.unfinished ?? 0),
    recent: Number(row?.recent ?? 0),
    recentSince: row?.recentSince ?? null,
    large: Number(row?.large ?? 0),
    largeSince: row?.largeSince ?? null,
  }
}

function instantOf(value: string | Date): Date {
  return new Date(value)
}

/** Asks an export to stop; null when it has ended, or was asked before. */
export async function requestExportCancel(
  tx: Transaction,
  owner: ExportOwner,
  { id, at }: { id: string; at: Date },
): Promise<ExportRow | null> {
  const [row] = await tx
    .update(exportJobs)
    .set({ cancelRequestedAt: at })
    .where(
      and(
        ownedBy(owner),
        eq(exportJobs.id, id),
        inArray(exportJobs.status, unfinished),
        isNull(exportJobs.cancelRequestedAt),
      ),
    )
    .returning()
  return row ?? null
}

/** Counts a download of a file that is there, and answers where; null when there is none. */
export async function countDownload(
  tx: Transaction,
  owner: ExportOwner,
  { id, now }: { id: string; now: Date },
): Promise<ExportRow | null> {
  if (!isFindableId(id)) return null
  const [row] = await tx
    .update(exportJobs)
    .set({ downloads: sql`${exportJobs.downloads} + 1` })
    .where(and(ownedBy(owner), eq(exportJobs.id, id), eq(exportJobs.status, 'ready'), gt(exportJobs.expiresAt, now)))
    .returning()
  return row ?? null
}

/** For whoever watches many at once. */
export async function listExportsById(db: Executor, ids: readonly string[]): Promise<ExportRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(exportJobs)
    .where(inArray(exportJobs.id, [...ids]))
}

// What the recorder's job does.

export async function findExportById(db: Executor, id: string): Promise<ExportRow | null> {
  if (!isFindableId(id)) return null
  const [row] = await db.select().from(exportJobs).where(eq(exportJobs.id, id))
  return row ?? null
}

/** What the job has come to. */
export interface ExportAdvance {
  written?: number
  total?: number | null
  progress?: JsonObject
}

/** Notes how far an export has come; false when it is no longer to be written. */
export async function advanceExport(db: Executor, id: string, advance: ExportAdvance): Promise<boolean> {
  const rows = await db
    .update(exportJobs)
    .set({ ...advance, status: 'running' })
    .where(and(eq(exportJobs.id, id), inArray(exportJobs.status, unfinished), isNull(exportJobs.cancelRequestedAt)))
    .returning({ id: exportJobs.id })
  return rows.length === 1
}

export interface ExportEnd {
  status: 'failed' | 'cancelled'
  failure: string | null
  at: Date
}

/** Ends an export without a file; false when it had ended. */
export async function endExport(tx: Transaction, id: string, { status, failure, at }: ExportEnd): Promise<boolean> {
  const rows = await tx
    .update(exportJobs)
    .set({ status, failure, finishedAt: at })
    .where(and(eq(exportJobs.id, id), inArray(exportJobs.status, unfinished)))
    .returning({ id: exportJobs.id })
  return rows.length === 1
}

export type ExportFile = Pick<ExportRow, 'storageKey' | 'bytes' | 'sha256' | 'finishedAt' | 'expiresAt' | 'written'>

/** The file is there; false when somebody has stopped the export meanwhile. */
export async function completeExport(tx: Transaction, id: string, file: ExportFile): Promise<boolean> {
  const rows = await tx
    .update(exportJobs)
    .set({ ...file, total: file.written, status: 'ready', progress: null })
    .where(and(eq(exportJobs.id, id), eq(exportJobs.status, 'running'), isNull(exportJobs.cancelRequestedAt)))
    .returning({ id: exportJobs.id })
  return rows.length === 1
}

/** Ends the time of files; answers whose are to be removed. */
export async function expireExports(db: Executor, { now }: { now: Date }): Promise<string[]> {
  const rows = await db
    .update(exportJobs)
    .set({ status: 'expired', storageKey: null })
    .where(and(eq(exportJobs.status, 'ready'), lte(exportJobs.expiresAt, now)))
    .returning({ id: exportJobs.id })
  return rows.map(({ id }) => id)
}

/** Which of these have, or still need, a file. */
export async function listExportsWithFiles(db: Executor, ids: readonly string[]): Promise<Set<string>> {
  const known = ids.filter(isFindableId)
  if (known.length === 0) return new Set()
  const rows = await db
    .select({ id: exportJobs.id })
    .from(exportJobs)
    .where(and(inArray(exportJobs.id, known), inArray(exportJobs.status, [...unfinished, 'ready'])))
  return new Set(rows.map(({ id }) => id))
}

export async function listUnfinishedExports(db: Executor): Promise<string[]> {
  const rows = await db.select({ id: exportJobs.id }).from(exportJobs).where(inArray(exportJobs.status, unfinished))
  return rows.map(({ id }) => id)
}

/** The leaf hashes of a log's events, hexadecimal, by number. */
export async function listLeafHashes(
  db: Executor,
  scope: Scope,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await db
    .select({ number: logEntries.number, leafHash: logEntries.leafHash })
    .from(logEntries)
    .where(and(eq(logEntries.tenantId, scope.tenantIds[0]), inArray(logEntries.number, [...numbers])))
  return new Map(rows.map(({ number, leafHash }) => [number, leafHash.toString('hex')]))
}
