import { createHash } from 'node:crypto'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exportResponse } from '@daybook/api/server'
import { faultsOf } from '@daybook/db/testing'
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
  unzip,
} from '../testing/exports.fixture.ts'
import { recordsOf } from '../testing/parse-csv.fixture.ts'
import { evidenceColumnNames } from './csv-columns.ts'
import { expireFiles } from './keep-exports.ts'

const canary = 'canary-9c41'

let world: ExportWorld
let running: ReturnType<typeof startExports>

beforeAll(async () => {
  world = await createExportWorld()
  running = startExports(world)
  await fillLog(world, world.logs.acme, 4200, (index) => ({
    description: `the ${index}th`,
    sessionId: `${canary}-session`,
    requestId: `${canary}-request`,
    correlationId: `${canary}-correlation`,
    forwardedFor: `${canary}-forwarded`,
    userAgent: `${canary}-agent`,
    country: 'QX',
    customerId: `${canary}-customer`,
    ip: '203.0.113.77',
    policyDecision: { rule: `${canary}-policy` },
    metadata: { note: `${canary}-metadata` },
    http: { method: 'PATCH', path: `/${canary}-path`, status: 207 },
    actor: {
      ...{ type: 'user', id: `${canary}-actor`, email: 'ada@example.test', username: 'ada' },
      ...{ name: 'Ada Example', role: 'Client Admin' },
    },
    targets: [
      {
        ...{ type: 'campaign', id: `${canary}-target`, name: 'Spring sale', revision: '3', relation: null },
        url: `https://example.test/${canary}-url`,
      },
    ],
  }))
  await fillLog(world, world.logs.globex, 20, () => ({ description: 'of globex' }))
  await world.database.sql`update organisations set settings = '{"exports": {"managers": true}}' where slug = 'acme'`
})
afterAll(async () => {
  await running.stop()
  await world.close()
})

async function eventsOf(id: string) {
  const all = await world.events(world.logs.acme)
  return all.map(({ event }) => event).filter(({ targets }) => targets.some((target) => target.id === id))
}

test('an export becomes an archive with each event once, and is on record with what it weighs', async () => {
  const { admin } = world.people
  const { id, view, caller } = await exportAs(world, admin, {
    ...{ filter: { q: 'module:campaigns' }, format: 'csv', zone: 'Asia/Kolkata' },
  })
  expect(view).toMatchObject({ status: 'ready', total: 4200, written: 4200, failure: null })
  const name = view.fileName.replace('.zip', '')
  const answer = await exportResponse(world.storage, await caller.exports.download({ id }))
  const bytes = new Uint8Array(await (answer as Response).arrayBuffer())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect([view.bytes, view.sha256]).toEqual([bytes.byteLength, sha256])

  const files = await unzip(new Blob([bytes]))
  expect(Object.keys(files).toSorted()).toEqual([`${name}.csv`, 'manifest.json'])
  const csv = files[`${name}.csv`] ?? ''
  const records = recordsOf(csv)
  expect(records.map((record) => record.Description)).toEqual(Array.from({ length: 4200 }, (_, at) => `the ${at}th`))
  const [first] = records
  expect(first).toMatchObject({
    ...{ User: 'Ada Example', Target: 'Spring sale', Outcome: 'success', 'What changed': 'status: draft → live' },
    ...{ 'IP address': '203.0.113.77', 'HTTP status': '207', 'User id': `${canary}-actor` },
  })
  expect(JSON.parse(first?.Changes ?? '')).toEqual([{ path: 'status', before: 'draft', after: 'live' }])
  expect(first?.['Time (Asia/Kolkata)']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}\+05:30$/)
  expect(new Date(first?.['Time (Asia/Kolkata)'] ?? '').toISOString()).toBe(first?.['Time (UTC)'])
  expect(first?.['Leaf hash']).toMatch(/^[0-9a-f]{64}$/)

  const manifest = JSON.parse(files['manifest.json'] ?? '')
  expect(manifest).toMatchObject({
    requestedBy: { name: 'Alma Admin', email: 'admin@acme.test' },
    filter: { query: 'module:campaigns', words: 'Any time. Module: campaigns.' },
    zone: 'Asia/Kolkata',
    events: { count: 4200 },
    fields: { level: 'evidence', leftOut: [], columns: Object.keys(first ?? {}) },
  })
  expect(manifest.files).toEqual([
    {
      name: `${name}.csv`,
      bytes: Buffer.byteLength(csv),
      sha256: createHash('sha256').update(csv).digest('hex'),
    },
  ])

  const events = await eventsOf(id)
  expect(events.map(({ action }) => action)).toEqual(['export.requested', 'export.completed', 'export.downloaded'])
  expect(events[1]).toMatchObject({
    actor: { type: 'system', id: 'recorder' },
    onBehalfOf: { id: admin.id, email: 'admin@acme.test', role: 'Client Admin' },
    details: { rows: 4200, bytes: bytes.byteLength, sha256 },
  })
  await vi.waitUntil(async () => (await world.storage.list('exports')).length === 1, patience)
  expect(await faultsOf(world.database.owner, world.logs.acme)).toEqual([])
})

test('a file without the evidence holds none of it, in no form, and says what it leaves out', async () => {
  for (const format of ['csv', 'ndjson'] as const) {
    const { id, view } = await exportAs(world, world.people.manager, { filter: { q: 'module:campaigns' }, format })
    expect(view).toMatchObject({ status: 'ready', written: 4200, level: 'log' })
    const files = await openArchive(world, id)
    const manifest = JSON.parse(files['manifest.json'] ?? '')
    expect(manifest.fields).toMatchObject({ level: 'log', leftOut: evidenceColumnNames })
    for (const [name, text] of Object.entries(files)) {
      for (const secret of [canary, '203.0.113.77', 'QX', 'PATCH'])
        expect([name, secret, name !== 'manifest.json' && text.includes(secret)]).toEqual([name, secret, false])
    }
    expect(files['manifest.json']).not.toContain(canary)
    expect(files[view.fileName.replace('.zip', `.${format}`)]).toContain('Ada Example')
  }
})

test('NDJSON holds each event as the page shows it, value by value', async () => {
  const { admin } = world.people
  const { id, view, caller } = await exportAs(world, admin, { filter: { q: 'number:1..3' }, format: 'ndjson' })
  const text = (await openArchive(world, id))[view.fileName.replace('.zip', '.ndjson')] ?? ''
  const lines = text.trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    const { sentence, evidence, ...detail } = JSON.parse(line)
    const { sentence: parts, ...shown } = await caller.audit.event({ number: detail.number })
    expect(detail).toEqual(JSON.parse(JSON.stringify(shown)))
    expect(sentence).toBe(parts.map((part) => part.text).join(''))
    const { number: _number, ...opened } = await caller.audit.evidence({ number: detail.number })
    expect(evidence).toEqual(JSON.parse(JSON.stringify(opened)))
  }
})

test('what arrives after an export was asked for is not in it', async () => {
  const { caller } = await world.portal(world.people.admin)
  await running.stop()
  const { id, fileName } = await caller.exports.create({ filter: { q: 'module:campaigns' }, format: 'ndjson' })
  await fillLog(world, world.logs.acme, 5, () => ({ description: 'too late' }))
  running = startExports(world)
  expect(await endOf(world, world.people.admin, id)).toMatchObject({ status: 'ready', written: 4200 })
  expect((await openArchive(world, id))[fileName.replace('.zip', '.ndjson')]).not.toContain('too late')
})

test('an export without events is an archive without records', async () => {
  const { other } = world.people
  const { id, view } = await exportAs(world, other, { filter: { q: 'module:nowhere' }, format: 'csv' })
  expect(view).toMatchObject({ status: 'ready', written: 0 })
  expect(recordsOf((await openArchive(world, id))[view.fileName.replace('.zip', '.csv')] ?? '')).toEqual([])
})

test('an export that is cancelled before it has begun leaves no file', async () => {
  const { caller } = await world.portal(world.people.admin)
  await running.stop()
  const { id } = await caller.exports.create({ format: 'csv' })
  await caller.exports.cancel({ id })
  running = startExports(world)
  expect(await endOf(world, world.people.admin, id)).toMatchObject({ status: 'cancelled', cancelling: false })
  expect((await world.storage.list('exports')).map(({ key }) => key).filter((key) => key.includes(id))).toEqual([])
  expect((await eventsOf(id)).map(({ action }) => action)).toEqual(['export.requested', 'export.cancelled'])
})

test('an export ends with a reason when whoever asked may no longer have it, and its file is never made', async () => {
  const { sql } = world.database
  const { manager } = world.people
  const { caller } = await world.portal(manager)
  const losses = [
    ['suspended', `status = 'suspended'`, /not active any more/],
    ['another role', `role = 'client_staff'`, /does not allow it any more/],
  ] as const
  for (const [, change, reason] of losses) {
    await running.stop()
    const { id } = await caller.exports.create({ format: 'csv' })
    await sql.unsafe(`update users set ${change} where id = '${manager.id}'`)
    running = startExports(world)
    const view = await endOf(world, world.people.admin, id)
    await sql`update users set status = 'active', role = 'client_manager' where id = ${manager.id}`
    expect(view).toMatchObject({ status: 'failed', failure: expect.stringMatching(reason) })
    expect((await world.storage.list('exports')).map(({ key }) => key).filter((key) => key.includes(id))).toEqual([])
    const [, failed] = await eventsOf(id)
    expect(failed).toMatchObject({
      ...{ action: 'export.failed', outcome: 'failure', outcomeReason: expect.stringMatching(reason) },
      ...{ actor: { id: 'recorder' }, onBehalfOf: { id: manager.id } },
    })
  }
})

test('evidence that was asked for and is no longer shown to the role fails the export', async () => {
  const { sql } = world.database
  const { admin, other } = world.people
  const { caller } = await world.portal(admin)
  await running.stop()
  const { id } = await caller.exports.create({ format: 'csv' })
  await sql`update users set role = 'client_manager' where id = ${admin.id}`
  running = startExports(world)
  const [row] = await vi.waitUntil(async () => {
    const rows = await sql`select status, failure from exports where id = ${id} and status not in ('queued', 'running')`
    return rows.length > 0 ? rows : null
  }, patience)
  await sql`update users set role = 'client_admin' where id = ${admin.id}`
  expect(row).toMatchObject({ status: 'failed', failure: expect.stringContaining('technical evidence') })
  expect(other.log.slug).toBe('globex')
})

test('a file goes after its time, and what no export needs goes too; the rows stay', async () => {
  const { sql } = world.database
  const { admin } = world.people
  const { id, caller } = await exportAs(world, admin, { filter: { q: 'number:1' }, format: 'csv' })
  const orphan = path.join(world.home, 'storage/exports/6b0cbfd8-2fd6-4c4b-8d4b-3a2b7e1b9f10.part')
  mkdirSync(path.dirname(orphan), { recursive: true })
  writeFileSync(orphan, 'left by a process that died')
  utimesSync(orphan, new Date(0), new Date(0))
  await sql`update exports set expires_at = now() - interval '1 second' where id = ${id}`
  await expireFiles({ db: world.database.as('recorder'), storage: world.storage, now: new Date() })

  const keys = (await world.storage.list('exports')).map(({ key }) => key)
  expect(keys.filter((key) => key.includes(id) || key.includes('6b0cbfd8'))).toEqual([])
  expect(keys.length).toBeGreaterThan(0)
  expect((await caller.exports.list()).find((view) => view.id === id)).toMatchObject({
    status: 'expired',
    downloads: 0,
  })
  await expect(caller.exports.download({ id })).rejects.toThrow('does not exist')
})
