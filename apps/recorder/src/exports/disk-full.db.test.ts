import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExportWorld, type ExportWorld, exportAs, fillLog, startExports } from '../testing/exports.fixture.ts'

let world: ExportWorld

beforeAll(async () => {
  world = await createExportWorld()
  await fillLog(world, world.logs.acme, 50)
})
afterAll(() => world.close())

test('where there is no room left, the export says so, and leaves nothing behind', async () => {
  const full = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
  const { storage } = world
  // The disk as it is when it is full: what is opened takes nothing.
  const write: typeof storage.write = async (key, options) => {
    const writer = await storage.write(key, options)
    return { append: full, flush: full, close: writer.close, length: writer.length }
  }
  await using _running = startExports({ ...world, storage: { ...storage, write } })
  const { view } = await exportAs(world, world.people.admin, { format: 'csv' })
  expect(view).toMatchObject({ status: 'failed', failure: expect.stringContaining('no room left') })
  expect(await world.storage.list('exports')).toEqual([])
  const last = (await world.events(world.logs.acme)).at(-1)?.event
  expect(last).toMatchObject({ action: 'export.failed', outcome: 'failure' })
})
