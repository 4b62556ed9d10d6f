import { expect, test } from 'vitest'
import { eventDetail, eventPage, eventRow, maria, now, zone } from '../testing/events.ts'
import { hasTag, renderPage, textOf } from '../testing/render.tsx'
import { ActivityLog, type ActivityLogProps } from './activity-log.tsx'
// The panel's code comes late in browsers; here it is as present as on a server.
import './detail/event-detail.tsx'

const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe\u200B"\'&'

function log(part: Partial<ActivityLogProps> = {}) {
  return <ActivityLog initialPage={eventPage([eventRow()])} filter={{}} zone={zone} now={now} {...part} />
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
    '3 fields changed',
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
  expect(html).toMatch(/<th scope="col"[^>]*aria-sort="descending"[^>]*title="Times are in Europe.Berlin"/)
  expect(html).toContain('<caption')
  expect(html.match(/<th scope="col"/g)).toHaveLength(10)
  expect(html).toMatch(/<th scope="row" class="c-text from-0"/)
  expect(html).toContain('<th scope="rowgroup" colSpan="10">')
})

test('a row is opened in place with a button, and beside the log with a link that needs no script', async () => {
  const html = await renderPage(log(), '/audit-log?tenant=acme&cursor=abc')
  expect(html).toMatch(/<button[^>]*aria-expanded="false"[^>]*aria-label="Expand: Maria Lopez updated/)
  const link = { href: '/audit-log?tenant=acme&amp;cursor=abc&amp;event=7', 'aria-keyshortcuts': 'Enter o' }
  expect(hasTag(html, 'a', link)).toBe(true)
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
  const html = await renderPage(
    log({ initialPage: eventPage([row]), filter: { q: `"${hostile.replaceAll(/["\\]/g, '')}"` } }),
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
  expect(text).toContain('Remove the filter “spring”')
})

test('columns stand as the address says, and sort by links that keep everything else', async () => {
  const html = await renderPage(log(), '/audit-log?cols=row,ip,text&density=compact&q=x')
  expect(textOf(html.match(/<thead.*?<\/thead>/s)?.[0] ?? '')).toBe('#IPDescriptionView details')
  expect(html).toContain('data-density="compact"')
  expect(html).toContain('href="/audit-log?cols=row,ip,text&amp;density=compact&amp;q=x&amp;sort=ip"')
})

test('rows that are not in the order of time say their day themselves', async () => {
  const html = await renderPage(log({ sort: 'user' }), '/audit-log?sort=user')
  expect(html).not.toContain('scope="rowgroup"')
  expect(html).toContain('<span class="block">20 Nov 2026</span>14:03:22')
  expect(html).toMatch(/aria-sort="ascending"[^>]*><a[^>]*><span[^>]*>User/)
})

test('whoever may not see addresses cannot sort by them', async () => {
  const page = eventPage([eventRow({ evidence: null })], { level: 'log' })
  expect(await renderPage(log({ initialPage: page }))).not.toContain('sort=ip')
})

test('pages are links that keep the filter, and rows are numbered on from the page before', async () => {
  const page = eventPage([eventRow()], { nextCursor: 'next', previousCursor: 'first', count: null })
  const html = await renderPage(log({ initialPage: page }), '/audit-log?q=x&cols=row,text&cursor=here&row=21')
  expect(html).toContain('href="/audit-log?q=x&amp;cols=row,text"')
  expect(html).toContain('href="/audit-log?q=x&amp;cols=row,text&amp;cursor=next&amp;row=22"')
  expect(textOf(html)).toContain('Showing 21–21')
  expect(html).toMatch(/<td class="c-row[^"]*"><span>21<\/span>/)
})

test('a search that was stopped does not look like the end of the log', async () => {
  const stopped = { searchedTo: '2026-08-03T10:00:00.000Z', nextCursor: 'next', count: null }
  for (const rows of [[eventRow()], []]) {
    const text = textOf(await renderPage(log({ initialPage: eventPage(rows, stopped), filter: { q: 'x' } })))
    expect(text).toContain('Searched back to 3 August 2026.')
    expect(text).toContain('Search further')
    expect(text).not.toContain('No event matches')
  }
})

test('the event that the address names lies open beside the log, without scripts', async () => {
  const openEvent = eventDetail({ number: 7, changes: [{ path: 'lines', before: 12, after: 40 }] })
  const rows = [eventRow({ number: 8 }), eventRow({ number: 7 }), eventRow({ number: 6 })]
  const page = { initialPage: eventPage(rows), openEvent }
  const html = await renderPage(log(page), '/audit-log?q=x&event=7')
  const panel = html.match(/<dialog.*<\/dialog>/s)?.[0] ?? ''
  expect(panel).toMatch(/^<dialog open=""[^>]*aria-labelledby="panel-title"/)
  expect(textOf(panel)).toContain('Lines1240')
  const links = [
    { 'aria-label': 'Close', href: '/audit-log?q=x' },
    { 'aria-label': 'Previous event', href: '/audit-log?q=x&amp;event=8' },
    { 'aria-label': 'Next event', href: '/audit-log?q=x&amp;event=6' },
    { 'aria-label': 'Open as a page', href: '/audit-log/7' },
  ]
  expect(links.filter((link) => !hasTag(panel, 'a', link))).toEqual([])
  expect(html).toMatch(/data-event="7" aria-current="true"/)
})

test('times are told in UTC when the address says so', async () => {
  const html = await renderPage(log(), '/audit-log?tz=utc')
  expect(textOf(html)).toContain('20 Nov 2026, 13:03:22')
  expect(textOf(html)).toContain('times in UTC')
})

test('paper says whose log it is, which part of it, in which zone, and when it was printed', async () => {
  const filter = { q: 'outcome:failure', range: 'last_7_days' as const }
  const html = await renderPage(log({ filter, organisation: 'Acme GmbH' }))
  expect(textOf(html.match(/<div class="print-header">.*?<\/div>/s)?.[0] ?? '')).toBe(
    'Acme GmbH · Activity log1 event · Last 7 days (14–20 November 2026)Filter: Outcome FailedTimes in Europe/Berlin · printed 20 Nov 2026, 14:03 (UTC+1) from Daybook',
  )
})

test('parts of an address that could not be used are named', async () => {
  const problems = [{ key: 'outcome', message: '“fine” is not a value of outcome.' }]
  expect(textOf(await renderPage(log({ problems })))).toContain('“fine” is not a value of outcome.')
})
