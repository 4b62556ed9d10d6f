import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createExportWorld,
  type ExportWorld,
  exportAs,
  fillLog,
  openArchive,
  startExports,
} from '../testing/exports.fixture.ts'

let world: ExportWorld
let running: ReturnType<typeof startExports>

beforeAll(async () => {
  world = await createExportWorld()
  running = startExports(world)
  await fillLog(world, world.logs.acme, 300, (index) => ({ description: `the ${index}th` }))
})
afterAll(async () => {
  await running.stop()
  await world.close()
})

test('an export becomes an archive with its events and what is said of them, and is on record', async () => {
  const { admin } = world.people
  const { id, view } = await exportAs(world, admin, { format: 'csv', zone: 'Asia/Kolkata' })
  expect(view).toMatchObject({ status: 'ready', failure: null })
  const files = await openArchive(world, id)
  console.log(Object.keys(files), view, files['manifest.json'], Object.values(files)[0]?.slice(0, 3000))
  const bytes = await new Response((await world.storage.open(`exports/${id}.zip`))?.stream()).bytes()
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(view.sha256)
})
