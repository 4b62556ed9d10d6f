import type { JsonObject } from '@daybook/core/model'
import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns.ts'

export const exportStatuses = ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'] as const
export type ExportStatus = (typeof exportStatuses)[number]

export const exportFormats = ['csv', 'ndjson'] as const
export type ExportFormat = (typeof exportFormats)[number]

/**
 * Files that people asked for. Asked for and cancelled by an app, written by the recorder's job, which keeps here how
 * far it came, so that another process can read on. Rows are kept when the file is gone: who took what is part of the
 * record. Grows with exports.
 */
export const exportJobs = pgTable(
  'exports',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    /** The account that asked, alone in being able to fetch the file. */
    userId: uuid('user_id').notNull(),
    userName: text('user_name').notNull(),
    format: text('format', { enum: exportFormats }).notNull(),
    level: text('level', { enum: ['log', 'evidence'] }).notNull(),
    /** An `EventFilter`. */
    filter: jsonb('filter').$type<JsonObject>().notNull(),
    /** The instants the filter's range meant to whoever asked; null is open. */
    rangeFrom: instant('range_from'),
    rangeTo: instant('range_to'),
    /** IANA name: the zone of the file's local times and of the date in its name. */
    zone: text('zone').notNull(),
    /** The set is fixed when asked for: events up to this number. */
    upTo: bigint('up_to', { mode: 'number' }).notNull(),
    status: text('status', { enum: exportStatuses }).notNull(),
    /** Events to write, once counted. */
    total: bigint('total', { mode: 'number' }),
    written: bigint('written', { mode: 'number' }).notNull().default(0),
    /** Where writing stopped: the last event written and the length of the file that holds it. */
    progress: jsonb('progress').$type<JsonObject>(),
    fileName: text('file_name').notNull(),
    /** Where the file is, in the storage. Made by us, never from what somebody sent. */
    storageKey: text('storage_key'),
    bytes: bigint('bytes', { mode: 'number' }),
    sha256: bytea('sha256'),
    /** Why it failed, for whoever asked. */
    failure: text('failure'),
    requestedAt: instant('requested_at').notNull(),
    cancelRequestedAt: instant('cancel_requested_at'),
    finishedAt: instant('finished_at'),
    expiresAt: instant('expires_at'),
    downloads: integer('downloads').notNull().default(0),
  },
  (table) => [
    // The Exports tab of a tenant, newest first; and how many somebody asked for lately.
    index('exports_tenant').on(table.tenantId, table.requestedAt.desc()),
    check('exports_status', sql`${table.status} in ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired')`),
    check('exports_format', sql`${table.format} in ('csv', 'ndjson')`),
    check('exports_level', sql`${table.level} in ('log', 'evidence')`),
  ],
)
