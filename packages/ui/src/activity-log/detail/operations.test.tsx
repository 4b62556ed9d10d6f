import { type Operation, operations } from '@daybook/core/model'
import { expect, test } from 'vitest'
import { eventDetail, maria, now, zone } from '../../testing/events.ts'
import { renderPage, textOf } from '../../testing/render.tsx'
import { EventScreen } from './event-page.tsx'

type Part = Parameters<typeof eventDetail>[0]

async function read(part: Part, inZone = zone): Promise<string> {
  return textOf(await renderPage(<EventScreen event={eventDetail(part)} href="/audit-log/7" zone={inZone} now={now} />))
}

const target = (type: string, name: string, relation: string | null = null) => ({
  type,
  name,
  relation,
  revision: null,
})

test('what was created shows every value it began with', async () => {
  const text = await read({ operation: 'create', snapshot: { name: 'Overflow', sla: 30, active: true, note: null } })
  expect(text).toContain('Values at creation 4')
  for (const line of ['NameOverflow', 'SLA30', 'ActiveOn', 'Noteempty']) expect(text).toContain(line)
  expect(text).not.toContain('Before')
})

test('what was updated shows the changed fields only, before beside after', async () => {
  const text = await read({ operation: 'update', changes: [{ path: 'pacing.max_lines', before: 12, after: 40 }] })
  expect(text).toContain('Changes 1FieldBeforeAfter')
  expect(text).toContain('Pacing › Max lines1240')
})

test('what was deleted shows its whole last state', async () => {
  const text = await read({ operation: 'delete', snapshot: { name: 'Overflow', sla: 30 } })
  expect(text).toContain('Values at deletion 2')
  expect(text).toContain('NameOverflow')
})

test('what was handed over shows from whom and to whom', async () => {
  const text = await read({
    operation: 'transfer',
    targets: [target('campaign', 'Spring sale'), target('user', 'Maria', 'from'), target('user', 'Ben', 'to')],
    changes: [{ path: 'owner', before: 'Maria', after: 'Ben' }],
  })
  expect(text).toContain('FromMaria · user')
  expect(text).toContain('ToBen · user')
  expect(text).toContain('Handed over 1FieldFromTo')
})

test.each([
  ['assign', 'to', 'To'],
  ['unassign', 'from', 'From'],
] as const)('%s shows what, and whom', async (operation, relation, label) => {
  const targets = [target('extension', '4711'), target('user', 'Anna Schmidt', relation)]
  const text = await read({ operation, targets, details: { extension: { name: '4711' } } })
  expect(text).toContain('Target4711 · extension')
  expect(text).toContain(`${label}Anna Schmidt · user`)
})

test.each([
  ['activate', 'Switched on', 'off', 'on'],
  ['deactivate', 'Switched off', 'on', 'off'],
] as const)('%s shows both states', async (operation, title, before, after) => {
  const text = await read({ operation, changes: [{ path: 'state', before, after }] })
  expect(text).toContain(`${title} 1FieldBeforeAfter`)
  expect(text).toContain(`State${before}${after}`)
})

test.each(operations)(
  '%s shows its changes, its details and its values, whatever it is',
  async (operation: Operation) => {
    const text = await read({
      operation,
      operationWord: operation === 'other' ? 'Reticulated' : null,
      changes: [{ path: 'lines', before: 12, after: 40 }],
      snapshot: { colour: 'green' },
      details: { ticket: 'T-88' },
    })
    for (const part of ['Lines1240', 'Colourgreen', 'TicketT-88']) expect(text).toContain(part)
  },
)

test('more changes than anybody reads are gathered by field, with their number', async () => {
  const changes = Array.from({ length: 201 }, (_, index) => ({
    path: `${index % 2 ? 'pacing' : 'hours'}.f${index}`,
    before: index,
    after: index + 1,
  }))
  const text = await read({ operation: 'update', changes })
  expect(text).toContain('Changes 201')
  expect(text).toContain('Hours101 changes')
  expect(text).toContain('Pacing100 changes')
})

test.each([
  ['Asia/Kolkata', '20 Nov 2026, 18:33:22 UTC+5:30'],
  ['Australia/Lord_Howe', '21 Nov 2026, 00:03:22 UTC+11'],
  ['America/St_Johns', '20 Nov 2026, 09:33:22 UTC−3:30'],
  ['Pacific/Chatham', '21 Nov 2026, 02:48:22 UTC+13:45'],
])('a time among the values is told in the zone of the reader: %s', async (inZone, words) => {
  const snapshot = { starts_at: '2026-11-20T13:03:22Z' }
  expect(await read({ operation: 'create', snapshot }, inZone)).toContain(`Starts at${words}`)
})

test('a moment says itself in the zone, in UTC, how long ago, and in milliseconds', async () => {
  const text = await read({ occurredAt: '2026-10-25T01:30:00.007Z' }, 'Europe/Berlin')
  expect(text).toContain('Europe/Berlin25 Oct 2026, 02:30:00.007 UTC+1')
  expect(text).toContain('UTC2026-10-25T01:30:00.007Z')
  expect(text).toContain('Epoch1792891800007 ms')
})

test('every value can be asked for and left out, in the log that it belongs to', async () => {
  const event = eventDetail({ batchId: 'batch 1', channel: 'api', assumedBy: { ...maria, key: 'bbbbbbbbbbbbbbbb' } })
  const html = await renderPage(<EventScreen event={event} href="/audit-log/7" zone={zone} now={now} />, '/audit-log/7')
  for (const query of [
    `actor:${maria.key}`,
    'actor:bbbbbbbbbbbbbbbb',
    'outcome:success',
    'target:"Spring sale"',
    'module:campaigns',
    'operation:update',
    'action:campaign.updated',
    'channel:api',
    'batch:"batch 1"',
  ]) {
    for (const q of [query, `-${query}`]) {
      expect(html).toContain(`href="/audit-log?${new URLSearchParams({ q })}"`)
    }
  }
})
