import { randomUUID } from 'node:crypto'
import type { PersonPrincipal } from '@daybook/auth'
import { accessDenied, exportCancelled, exportDownloaded, exportRequested, type JsonObject } from '@daybook/core/model'
import {
  type EventFilter,
  eventFilterSchema,
  isTimeZone,
  parseQuery,
  printQuery,
  recordedFilter,
} from '@daybook/core/query'
import {
  countDownload,
  countEvents,
  type ExportOwner,
  findExport,
  insertExport,
  lastNumber,
  listExports,
  requestExportCancel,
} from '@daybook/db'
import { z } from 'zod'
import { viewOf } from '../audit/open-view.ts'
import { questionOf, rangeFor } from '../audit/question.ts'
import { rangeOf } from '../audit/view.ts'
import type { ExportPreview, ExportView } from '../audit/views.ts'
import { notFound, recordedRefusal, refusal } from '../errors.ts'
import { can } from '../permissions.ts'
import { logQuery, mutation, query } from '../procedures.ts'
import { scopeOf } from '../scope.ts'
import { requireStepUp } from '../step-up/require-step-up.ts'
import { router } from '../trpc.ts'
import type { GrantedFile } from './files.ts'
import { largeFrom, refuseTooMany } from './limits.ts'
import { exportView } from './present-export.ts'
import { streamsFull } from './streams.ts'

const listMax = 200

const filter = eventFilterSchema.default({})
/** The browser's zone; a zone chosen in the account wins. */
const zone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'Not a time zone. Write an IANA name such as Europe/Berlin.')
  .optional()
const byId = z.strictObject({ id: z.string().max(100) })

/** Copies of the log, as files. They are written by the recorder; asked for, watched and fetched here. */
export const exportsRouter = router({
  /** How much it would be. A look at the log, like every count: give the `view` it is asked from. */
  preview: logQuery
    .meta({ permission: 'export:create' })
    .input(z.strictObject({ filter, zone, view: z.string().max(2000).optional() }))
    .query(async ({ ctx, input }): Promise<ExportPreview> => {
      const view = await viewOf(ctx, input)
      const question = questionOf(input.filter, rangeOf(view), ctx.scope)
      const count = await countEvents(ctx.tx, ctx.scope, { ...question, upTo: view.upTo, cap: largeFrom })
      const zone = zoneOf(ctx.principal, input.zone)
      return { count, level: ctx.scope.level, zone, fileName: fileNameOf(ctx.now, zone) }
    }),

  /** What is in the file is settled now: the filter, the instants of its range, and the last event that counts. */
  create: mutation
    .meta({ permission: 'export:create' })
    .input(z.strictObject({ filter, zone, format: z.enum(['csv', 'ndjson']) }))
    .mutation(async ({ ctx, input }): Promise<ExportView> => {
      const { tx, principal, now } = ctx
      const scope = scopeOf(principal)
      const zone = zoneOf(principal, input.zone)
      const range = rangeFor(input.filter, { now, zone })
      const question = questionOf(input.filter, range, scope)
      const upTo = await lastNumber(tx, scope)
      const count = await countEvents(tx, scope, { ...question, upTo, cap: largeFrom })
      const isLarge = count === null || count.capped
      await refuseTooMany(tx, { tenantId: principal.organisation.id, userId: principal.userId, isLarge, now })
      if (isLarge) await requireStepUp(ctx, principal)

      const fileName = fileNameOf(now, zone)
      const row = await insertExport(tx, {
        // Of random bits alone: it is in an address, and tells neither when nor after which it was made.
        id: randomUUID(),
        tenantId: principal.organisation.id,
        userId: principal.userId,
        userName: principal.name,
        format: input.format,
        level: scope.level,
        filter: jsonOf(input.filter),
        rangeFrom: range.from,
        rangeTo: range.to,
        zone,
        upTo,
        status: 'queued',
        total: isLarge ? null : count.value,
        fileName,
        requestedAt: now,
      })
      const { id, format, level } = row
      ctx.record(exportRequested, { id, fileName, ...recordedFilter(input.filter), format, upTo, level })
      return exportView(row, principal)
    }),

  /** Newest first: of the whole organisation for those who may see all, else one's own. */
  list: query.meta({ permission: 'export:list' }).query(async ({ ctx }): Promise<ExportView[]> => {
    const rows = await listExports(ctx.db, visibleTo(ctx.principal), { limit: listMax })
    return rows.map((row) => exportView(row, ctx.principal))
  }),

  /** One's own only. It stops at the next page of events. */
  cancel: mutation
    .meta({ permission: 'export:create' })
    .input(byId)
    .mutation(async ({ ctx, input }): Promise<ExportView> => {
      const { tx, principal, now } = ctx
      const known = await findExport(tx, ownedBy(principal), input.id)
      if (!known) throw notFound('export')
      const row = await requestExportCancel(tx, ownedBy(principal), { id: known.id, at: now })
      if (!row) throw refusal('CONFLICT', 'This export has ended already, or is being cancelled.')
      ctx.record(exportCancelled, { id: row.id, fileName: row.fileName })
      return exportView(row, principal)
    }),

  /** The export now, and then whenever it has come further, until it has ended. */
  progress: query
    .meta({ permission: 'export:list' })
    .input(byId)
    .subscription(async ({ ctx, input, signal }) => {
      const { principal, exportStreams } = ctx
      const row = await findExport(ctx.db, visibleTo(principal), input.id)
      if (!row) throw notFound('export')
      const { userId, sessionId } = principal
      const rows = exportStreams.watch({ exportId: row.id, userId, sessionId, signal })
      if (!rows) throw refusal('TOO_MANY_REQUESTS', streamsFull)
      return viewsOf(rows, principal)
    }),

  /**
   * Grants the file to whoever asked for it, once more each time, and records it: what is given here, the page sends at
   * once. For anybody else, and for a role that may not export any more, it does not exist.
   */
  download: mutation
    .meta({ permission: 'account:read', pageOnly: true })
    .input(byId)
    .mutation(async ({ ctx, input }): Promise<GrantedFile> => {
      const { tx, principal, now } = ctx
      const absent = notFound('export')
      if (!can(principal, 'export:create')) {
        const data = { resource: 'exports.download', permission: 'export:create' }
        throw recordedRefusal(absent.code, absent.message, { action: accessDenied, data })
      }
      const row = await countDownload(tx, ownedBy(principal), { id: input.id, now })
      if (!row?.storageKey || row.bytes === null || row.sha256 === null) throw absent
      if (row.level === 'evidence' && !can(principal, 'audit:evidence')) throw absent
      if ((await ctx.files?.size(row.storageKey)) !== row.bytes) throw absent
      const { id, fileName, bytes, storageKey } = row
      ctx.record(exportDownloaded, { id, fileName, bytes, sha256: row.sha256.toString('hex') })
      return { storageKey, fileName, bytes }
    }),
})

async function* viewsOf(rows: AsyncGenerator<Parameters<typeof exportView>[0], void>, principal: PersonPrincipal) {
  for await (const row of rows) yield exportView(row, principal)
}

function ownedBy({ userId, organisation }: PersonPrincipal): ExportOwner {
  return { tenantId: organisation.id, userId }
}

function visibleTo(principal: PersonPrincipal): ExportOwner {
  return can(principal, 'export:list_all') ? { tenantId: principal.organisation.id } : ownedBy(principal)
}

function zoneOf({ timeZone }: PersonPrincipal, zone: string | undefined): string {
  return timeZone ?? zone ?? 'UTC'
}

function fileNameOf(now: Date, zone: string): string {
  // The one locale that writes dates as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)
  return `activity-log-${day}.zip`
}

/**
 * As the address has it, so that neither order nor what is left out makes two filters of one; and as the language prints
 * it, which leaves out what a database does not keep (NUL, half a pair of surrogates).
 */
function jsonOf({ q: typed, ...range }: EventFilter): JsonObject {
  const { query, problems } = parseQuery(typed ?? '')
  const [problem] = problems
  if (problem) throw refusal('BAD_REQUEST', problem.message)
  const q = typed === undefined ? undefined : printQuery(query)
  return Object.fromEntries(Object.entries({ ...range, q }).filter(([, value]) => value !== undefined)) as JsonObject
}
