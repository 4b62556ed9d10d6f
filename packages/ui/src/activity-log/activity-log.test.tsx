import { expect, test } from 'vitest'
import { eventPage, eventRow, maria, now, zone } from '../testing/events.ts'
import { renderPage, textOf } from '../testing/render.tsx'
import { ActivityLog, type ActivityLogProps } from './activity-log.tsx'

const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe\u200B"\'&'

function log(part: Partial<ActivityLogProps> = {}) {
  return (
    <ActivityLog
      initialPage={eventPage([eventRow()])}
      filter={{}}
      zone={zone}
      now={now}
      actors={[{ ...maria, count: 12 }]}
      actions={[{ action: 'campaign.updated', count: 3 }]}
      {...part}
    />
  )
}

test('the page needs no inline style, so that the content policy can refuse them all', async () => {
  const html = await renderPage(log())
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).not.toContain('<style')
})

test('a row says when, who, what, on what, how it went and from where', async () => {
  const html = await renderPage(log())
  const text = textOf(html)
  expect(text).toContain('20 Nov 2026, 14:03:22')
  expect(html).toContain('dateTime="2026-11-20T13:03:22.123Z"')
  for (const part of [
    'Maria Lopez',
    'maria@acme.test',
    'Updated',
    'Campaigns',
    'campaign.updated',
    'Spring sale',
    '0192…5d6c',
    'Maria Lopez updated campaign Spring sale',
    '3 changes',
    'Success',
    '203.0.113.7',
  ]) {
    expect(text).toContain(part)
  }
})

test('the log is a table with a caption, headed columns and a headed row', async () => {
  const html = await renderPage(log())
  const head = textOf(html.match(/<thead.*?<\/thead>/s)?.[0] ?? '')
  expect(head).toBe('Time BerlinUserOperationModuleActionTargetDescriptionOutcomeIPView details')
  expect(html).toContain('<caption')
  expect(html.match(/<th scope="col"/g)).toHaveLength(10)
  expect(html).toMatch(/<th scope="row" class="c-text"/)
  expect(html).toContain('<th scope="rowgroup" colSpan="10">')
})

test('a row is opened with a button that says so, and by a link without scripts', async () => {
  const html = await renderPage(log(), '/audit-log?tenant=acme')
  expect(html).toMatch(/<button[^>]*aria-expanded="false"[^>]*aria-label="View details: Maria Lopez updated/)
  expect(html).toMatch(/<noscript>.*href="\/audit-log\/7\?tenant=acme"/s)
})

test('hostile texts arrive as text, with what is hidden in them shown', async () => {
  const row = eventRow({
    actor: { ...maria, name: hostile, email: hostile },
    sentence: [{ kind: 'actor', text: hostile }],
    target: { type: hostile, name: hostile, revision: null, relation: null },
    action: hostile,
    module: hostile,
    operation: 'other',
    operationWord: hostile,
    evidence: { ip: hostile, country: hostile, targetId: hostile },
  })
  const actors = [{ key: maria.key, type: 'user' as const, name: hostile, email: hostile, count: 1 }]
  const html = await renderPage(
    log({ initialPage: eventPage([row]), actors, actions: [{ action: hostile, count: 1 }], filter: { q: hostile } }),
  )
  expect(html).not.toContain('<img')
  expect(html).toContain('U+202E right-to-left override')
  // The search box holds what was typed, as it was; everywhere else nothing unseen is left.
  expect(html.replaceAll(/<input[^>]*>/g, '')).not.toMatch(/[\u202E\u200B]/)
})

test('a reader without the evidence sees that there is some, and who may see it', async () => {
  const row = eventRow({ evidence: null })
  const html = await renderPage(
    log({ initialPage: eventPage([row], { level: 'log' }), evidenceReaders: 'Client Admins' }),
  )
  expect(textOf(html)).toContain('Restricted. Client Admins can see this')
  expect(textOf(html)).not.toContain('Not recorded')
})

test('an address that was not sent is not recorded, which is something else', async () => {
  const row = eventRow({ evidence: { ip: null, country: null, targetId: null } })
  const text = textOf(await renderPage(log({ initialPage: eventPage([row]) })))
  expect(text).toContain('Not recorded')
  expect(text).not.toContain('Restricted')
})

test('who assumed whom is marked in the row', async () => {
  const row = eventRow({ assumedBy: { ...maria, name: 'Sam Whitfield' } })
  expect(textOf(await renderPage(log({ initialPage: eventPage([row]) })))).toContain('assumed by Sam Whitfield')
})

test('events stand under their days in the zone of the reader', async () => {
  const rows = [
    eventRow({ number: 3, occurredAt: '2026-11-19T23:30:00.000Z' }),
    eventRow({ number: 2, occurredAt: '2026-11-19T22:30:00.000Z' }),
  ]
  const text = textOf(await renderPage(log({ initialPage: eventPage(rows) })))
  expect(text).toContain('TodayFriday, 20 November 2026')
  expect(text).toContain('YesterdayThursday, 19 November 2026')
})

test('filters are a form that works without scripts and keeps whose log it is', async () => {
  const html = await renderPage(log({ filter: { area: 'security', operation: ['delete'] } }), '/audit-log?tenant=acme')
  expect(html).toMatch(/<form method="get"/)
  expect(html).toContain('<input type="hidden" name="tenant" value="acme"/>')
  expect(html).toContain('<input type="hidden" name="area" value="security"/>')
  expect(html).toMatch(/<input type="checkbox" name="operation" checked="" value="delete"\/>/)
  expect(html).toMatch(/<noscript>.*Apply filters/s)
  expect(html).toMatch(/<a[^>]*aria-current="true"[^>]*>Security activity/)
})

test('each active filter is a link to the log without it', async () => {
  const html = await renderPage(log({ filter: { actor: [maria.key], q: 'spring', range: 'last_7_days' } }))
  expect(textOf(html)).toContain('Remove the filter User:Maria Lopez')
  expect(html).toContain(`href="/audit-log?range=last_7_days&amp;actor=${maria.key}"`)
})

test('counts are exact, or say that they are not', async () => {
  const page = eventPage([eventRow()], { count: { value: 10_000, capped: true }, nextCursor: 'next' })
  const text = textOf(await renderPage(log({ initialPage: page })))
  expect(text).toContain('10,000+ events')
  expect(text).toContain('Showing 1 of 10,000+')
  expect(text).toContain('Load more events')
})

test('an empty log and a log in which nothing matches say different things', async () => {
  const empty = eventPage([])
  expect(textOf(await renderPage(log({ initialPage: empty })))).toContain('Nothing has been written yet')
  const text = textOf(await renderPage(log({ initialPage: empty, filter: { range: 'last_7_days', q: 'x' } })))
  expect(text).toContain('No event matches these filters')
  expect(text).toContain('Searched last 7 days (14–20 November 2026), in Europe/Berlin.')
  expect(text).toContain('Look at any time')
})

test('a failure keeps the filters on the page and names the request', async () => {
  const failure = { message: 'It broke.', requestId: 'req_1' }
  const text = textOf(await renderPage(log({ initialPage: null, failure, filter: { q: 'spring' } })))
  expect(text).toContain('The events could not be loaded')
  expect(text).toContain('req_1')
  expect(text).toContain('Keyword:spring')
})

test('parts of an address that could not be used are named', async () => {
  const problems = [{ key: 'outcome', message: '“fine” is not a value of outcome.' }]
  expect(textOf(await renderPage(log({ problems })))).toContain('“fine” is not a value of outcome.')
})
