import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  createExportWorld,
  type ExportWorld,
  endOf,
  exportAs,
  fillLog,
  openArchive,
  patience,
  startExports,
} from '../testing/exports.fixture.ts'
import { startProcess } from '../testing/process.fixture.ts'

const events = 9000

let world: ExportWorld

beforeAll(async () => {
  world = await createExportWorld()
  await fillLog(world, world.logs.acme, events, (index) => ({
    description: `the ${index}th`,
    details: { filling: `${index} `.repeat(20) },
  }))
})
afterAll(() => world.close())

const filter = { q: 'module:campaigns' }

async function rowOf(id: string) {
  const [row] = await world.database.sql<{ status: string; written: number; total: number; packed: number | null }[]>`
    select status, written::int, total::int, (progress->>'packed')::int as packed from exports where id = ${id}`
  if (!row) throw new Error('the export is gone')
  return row
}

/** The recorder as it runs, on the storage of this world. */
function startRecorder() {
  return startProcess(world.database.url('recorder'), { DAYBOOK_HOME: world.home })
}

async function contentOf(id: string): Promise<string> {
  const { 'manifest.json': manifest, ...rest } = await openArchive(world, id)
  const [content, ...others] = Object.values(rest)
  expect([others, JSON.parse(manifest ?? '').events.count]).toEqual([[], events])
  return content ?? ''
}

test('a recorder that is killed midway leaves what another goes on with, to the same bytes', async () => {
  const { admin } = world.people
  const { caller } = await world.portal(admin)
  const { id } = await caller.exports.create({ filter, format: 'csv' })
  const killed = await startRecorder()
  await vi.waitUntil(async () => (await rowOf(id)).written > 0, patience)
  // SIGKILL: nothing of it gets to say anything.
  await killed[Symbol.asyncDispose]()
  const left = await rowOf(id)
  expect(left).toMatchObject({ status: 'running', total: events })
  expect(left.written).toBeGreaterThan(0)
  expect(left.written).toBeLessThan(events)
  // As if it had been killed between writing and noting what it wrote.
  const writer = await world.storage.write(`exports/${id}.part`, { from: left.packed ?? 0 })
  await writer.append(new Uint8Array(5000).fill(1))
  await writer.close()

  const seen: number[] = []
  {
    await using _second = startExports(world)
    await vi.waitUntil(async () => {
      const { status, written } = await rowOf(id)
      seen.push(written)
      return status === 'ready'
    }, patience)
  }
  // It went on and did not begin again.
  expect(Math.min(...seen)).toBe(left.written)

  await using _third = startExports(world)
  const whole = await exportAs(world, admin, { filter, format: 'csv' })
  expect(await contentOf(id)).toBe(await contentOf(whole.id))
  const [view] = (await caller.exports.list()).filter((each) => each.id === id)
  expect(view).toMatchObject({ status: 'ready', written: events })
  const completed = (await world.events(world.logs.acme)).filter(({ event }) => event.action === 'export.completed')
  expect(completed.filter(({ event }) => event.targets[0]?.id === id)).toHaveLength(1)
}, 120_000)

test('a recorder that is told to stop leaves its export to the next one', async () => {
  const { admin } = world.people
  const { caller } = await world.portal(admin)
  const { id } = await caller.exports.create({ filter, format: 'ndjson' })
  const first = startExports(world)
  await vi.waitUntil(async () => (await rowOf(id)).written > 0, patience)
  await first.stop()
  const { status, written } = await rowOf(id)
  expect(status).toBe('running')
  expect(written).toBeLessThan(events)
  await using _second = startExports(world)
  await endOf(world, admin, id)
  expect((await contentOf(id)).trimEnd().split('\n')).toHaveLength(events)
}, 120_000)

test('an export that is cancelled midway ends with its page, and its files go', async () => {
  const { admin } = world.people
  const { caller } = await world.portal(admin)
  await using _running = startExports(world)
  const { id } = await caller.exports.create({ filter, format: 'csv' })
  await vi.waitUntil(async () => (await rowOf(id)).written > 0, patience)
  await caller.exports.cancel({ id })
  const { written } = await rowOf(id)
  const view = await endOf(world, admin, id)
  expect(view).toMatchObject({ status: 'cancelled', sha256: null, bytes: null })
  expect(view.written - written).toBeLessThanOrEqual(2000)
  const keys = () => world.storage.list('exports').then((files) => files.map(({ key }) => key))
  await vi.waitUntil(async () => (await keys()).every((key) => !key.includes(id)), patience)
  await expect(caller.exports.download({ id })).rejects.toThrow('does not exist')
}, 120_000)

test('an export whose process dies each time it begins ends by itself, with a reason', async () => {
  const { admin } = world.people
  const { caller } = await world.portal(admin)
  const { id } = await caller.exports.create({ filter, format: 'csv' })
  const progress = { after: null, rows: 0, bytes: 0, packed: 0, crc: 0, isWhole: false, starts: 5 }
  await world.database
    .sql`update exports set status = 'running', progress = ${JSON.stringify(progress)}::text::jsonb where id = ${id}`
  await using _running = startExports(world)
  expect(await endOf(world, admin, id)).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('several tries'),
  })
})
