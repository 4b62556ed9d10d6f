import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createWorld, type TestPerson, type World } from '@daybook/api/testing'
import type { AuditEvent } from '@daybook/core/model'
import { append, type LogTarget, transaction } from '@daybook/db'
import { exampleEvent } from '@daybook/db/testing'
import { createLogger, openStorage, type Storage } from '@daybook/runtime'
import { BlobReader, configure, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { vi } from 'vitest'
import { runExports } from '../exports/run-exports.ts'

configure({ useWebWorkers: false })

export const patience = { timeout: 30_000, interval: 20 }

export interface ExportWorld extends World {
  home: string
  storage: Storage
}

/** The small world, with a storage of its own that the portal hands out of. */
export async function createExportWorld(): Promise<ExportWorld> {
  const home = mkdtempSync(path.join(tmpdir(), 'daybook-exports-'))
  const storage = openStorage({ home, storage: { kind: 'file', directory: path.join(home, 'storage') } })
  const world = await createWorld({ files: storage })
  const close = async () => {
    await world.close()
    rmSync(home, { recursive: true, force: true })
  }
  return { ...world, home, storage, close }
}

/** The recorder's part of exports, as its process runs it. */
export function startExports(world: ExportWorld, times: { reviveMs?: number; expireMs?: number } = {}) {
  const db = world.database.as('recorder')
  const logger = createLogger('test', { level: 'silent' })
  const databaseUrl = world.database.url('recorder')
  const running = runExports({ databaseUrl, db, storage: world.storage, logger, reviveMs: 200, ...times })
  return { ...running, [Symbol.asyncDispose]: running.stop }
}

/** Events of distinct times, the first of them the newest; `parts` says what is told of each. */
export async function fillLog(
  world: World,
  log: LogTarget,
  count: number,
  parts: (index: number) => Partial<AuditEvent> = () => ({}),
): Promise<void> {
  const start = Date.now()
  for (let from = 0; from < count; from += 1000) {
    const events = Array.from({ length: Math.min(1000, count - from) }, (_, at) =>
      exampleEvent({ occurredAt: new Date(start - (from + at) * 1000).toISOString(), ...parts(from + at) }),
    )
    await transaction(world.database.owner, (tx) =>
      append(
        tx,
        events.map((event) => ({ log, event })),
      ),
    )
  }
}

type Input = {
  filter?: { q?: string; range?: 'today'; from?: string; to?: string }
  format: 'csv' | 'ndjson'
  zone?: string
}

/** Asks for an export and waits until it has ended, however it did. */
export async function exportAs(world: ExportWorld, who: TestPerson, input: Input) {
  const { caller, context } = await world.portal(who)
  const { id } = await caller.exports.create(input)
  return { id, context, caller, view: await endOf(world, who, id) }
}

export async function endOf(world: ExportWorld, who: TestPerson, id: string) {
  const { caller } = await world.portal(who)
  return vi.waitUntil(async () => {
    const view = (await caller.exports.list()).find((each) => each.id === id)
    return view && view.status !== 'queued' && view.status !== 'running' ? view : null
  }, patience)
}

/** The archive of an export, by the names of what is in it; as whoever may have it gets it. */
export async function openArchive(world: ExportWorld, id: string): Promise<Record<string, string>> {
  const file = await world.storage.open(`exports/${id}.zip`)
  const blob = await new Response(file?.stream()).blob()
  return unzip(blob)
}

export async function unzip(blob: Blob): Promise<Record<string, string>> {
  const reader = new ZipReader(new BlobReader(blob), { checkCrc32: true })
  const texts: Record<string, string> = {}
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue
    // The mark at the beginning is part of what is looked at.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    texts[entry.filename] = decoder.decode(await entry.getData(new Uint8ArrayWriter()))
  }
  await reader.close()
  return texts
}
