import type { EventDetail } from '@daybook/api/shared'
import { expect, test } from 'vitest'
import { eventDetail, maria, now, zone } from '../../testing/events.ts'
import { renderPage, textOf } from '../../testing/render.tsx'
import { EventScreen } from './event-page.tsx'
import { EvidenceFacts } from './evidence-facts.tsx'
import { readUserAgent } from './user-agent.tsx'

function page(part: Partial<EventDetail> = {}) {
  return renderPage(<EventScreen event={eventDetail(part)} href="/audit-log/7" zone={zone} now={now} />)
}

test('an event says who they were then, when to the millisecond in both zones, and how it went', async () => {
  const text = textOf(
    await page({ outcome: 'denied', outcomeReason: 'Role lacks it', whyItMatters: 'It spends money.' }),
  )
  expect(text).toContain('Maria Lopez · maria@acme.test · Client Admin · User')
  expect(text).toContain('20 Nov 2026, 14:03:22.123 UTC+1 · 13:03:22.123 UTC · just now')
  expect(text).toContain('Denied · Role lacks it')
  expect(text).toContain('It spends money.')
  expect(text).toContain('14:03:22.963 · 0.8 s later')
})

test('details are shown key by key, reasons in their own words', async () => {
  const text = textOf(
    await page({ details: { approvedBy: 'Jon', window: null }, reason: 'CHG-1\nsecond line', purpose: 'Review' }),
  )
  expect(text).toContain('Approved byJon')
  expect(text).toContain('Windowempty')
  expect(text).toContain('ReasonCHG-1 second line')
  expect(text).toContain('PurposeReview')
})

test('who assumed and on whose behalf are both named', async () => {
  const text = textOf(await page({ assumedBy: { ...maria, name: 'Sam' }, onBehalfOf: { ...maria, name: 'Anna' } }))
  expect(text).toContain('Assumed bySam')
  expect(text).toContain('On behalf ofAnna')
})

test('the evidence is closed and says that opening it is recorded', async () => {
  const html = await page()
  expect(html).toMatch(/<details class="evidence"><summary/)
  expect(textOf(html)).toContain('Technical evidenceOpening it is recorded')
})

test('a reader of level log finds the evidence restricted and nothing to open', async () => {
  const html = await page({ level: 'log' })
  expect(html).not.toContain('<details class="evidence"')
  expect(textOf(html)).toContain('Restricted — Client Admins can see this')
})

test('the evidence tells what was not recorded from what was, and links only to the web', async () => {
  const html = await renderPage(
    <EvidenceFacts
      occurredAt="2026-11-20T13:03:22.123Z"
      recordedAt="2026-11-20T13:03:34.123Z"
      evidence={{
        number: 7,
        id: 'id-1',
        leafHash: 'abc',
        actorId: null,
        onBehalfOfId: null,
        assumedById: null,
        customerId: null,
        targets: [{ type: 'page', name: null, id: null, url: 'javascript:alert(1)' }],
        ip: '203.0.113.7',
        forwardedFor: null,
        userAgent: 'curl/8.5.0',
        country: null,
        sessionId: null,
        requestId: 'req_1',
        correlationId: null,
        http: { method: 'PATCH', path: '/x', status: 200 },
        policyDecision: null,
        metadata: { token: '[REDACTED]' },
      }}
    />,
  )
  expect(html).not.toContain('javascript:')
  expect(textOf(html)).toContain('Country—Not recorded')
  expect(textOf(html)).toContain('PATCH /x → 200')
  expect(textOf(html)).toContain('token[REDACTED] Secret, never stored')
})

test('a user agent is read when it can be', () => {
  const windows =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
  expect(readUserAgent(windows)).toBe('Chrome 131 on Windows 10')
  expect(readUserAgent('x'.repeat(5000))).toBeNull()
  expect(readUserAgent('')).toBeNull()
})
