import { expect, test } from 'vitest'
import { now, zone } from '../testing/events.ts'
import { exportView } from '../testing/exports.ts'
import { hasTag, renderPage, textOf } from '../testing/render.tsx'
import { ExportsPage, type ExportsPageProps } from './exports-page.tsx'
import { ExportsProvider } from './exports-provider.tsx'

const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe'

function render(part: Partial<ExportsPageProps>) {
  return renderPage(
    <ExportsProvider allowed level="evidence" zone={zone} now={now} evidenceReaders="Client Admins" href="/exports">
      <ExportsPage exports={[exportView()]} everybodys zone={zone} now={now} logHref="/audit-log" {...part} />
    </ExportsProvider>,
    '/exports',
  )
}

const plain = (html: string) => textOf(html).replaceAll('\u00A0', ' ')

test('the page needs no inline style, so that the content policy can refuse them all', async () => {
  const running = exportView({ status: 'running', written: 300, total: 1204 })
  const html = await render({ exports: [running, exportView({ id: 'other' })] })
  expect(html).not.toMatch(/\sstyle=/)
})

test('a row says when, who, which events, which file, and how it stands with it', async () => {
  const text = plain(await render({}))
  for (const part of [
    'Today, 13:55',
    'You',
    'Events whose Outcome is Failed',
    'Last 7 days (14–20 November 2026)',
    'CSV · 1,204 events',
    '312 KB',
    '9f86d081…f00a08',
    'Ready',
    'expires in 23 h · not downloaded',
  ]) {
    expect(text).toContain(part)
  }
})

test('one’s own file is fetched by a plain link, which works without scripts', async () => {
  const html = await render({})
  expect(hasTag(html, 'a', { href: '/exports/0192f3c4-7a1b-7def-8c0d-3b1e2f4a5d6c/download' })).toBe(true)
})

test('what others asked for can be looked at and not be taken, cancelled or repeated', async () => {
  const others = [
    exportView({ own: false, requestedBy: 'Kofi Mensah' }),
    exportView({ id: 'b', own: false, requestedBy: 'Kofi Mensah', status: 'running', written: 5 }),
  ]
  const html = await render({ exports: others })
  expect(plain(html)).toContain('Kofi Mensah')
  expect(plain(html)).toContain('Open this view')
  expect(html).not.toContain('/download')
  expect(html).not.toMatch(/Cancel|Again/)
})

test('an export under way can be cancelled, and shows a bar with its words', async () => {
  const html = await render({ exports: [exportView({ status: 'running', written: 412_000, total: 1_204_331 })] })
  expect(plain(html)).toContain('Writing 412,000 of 1,204,331 (34 %)')
  expect(html).toMatch(/<progress[^>]*max="100"[^>]*value="34"/)
  expect(html).toContain('Cancel')
})

test('a bar without a share says that something is going on, and nothing of how far', async () => {
  const html = await render({ exports: [exportView({ status: 'queued', written: 0, total: null })] })
  expect(html).toMatch(/<progress(?![^>]*value=)/)
})

test('a failed export says why, and is asked for again with one press', async () => {
  const failed = exportView({ status: 'failed', failure: 'The disk is full.', bytes: null, sha256: null })
  const html = await render({ exports: [failed] })
  expect(plain(html)).toContain('The disk is full.')
  expect(html).toContain('Again')
  expect(html).not.toContain('/download')
})

test('names and filters of others stay text, with what is hidden in them shown', async () => {
  const html = await render({
    exports: [
      exportView({ own: false, requestedBy: hostile, search: String(new URLSearchParams({ q: `"${hostile}"` })) }),
    ],
  })
  expect(html).not.toContain('<img')
  expect(textOf(html)).not.toContain('\u202E')
})

test('before the first export it says how to get one', async () => {
  const html = await render({ exports: [] })
  expect(plain(html)).toContain('No exports yet')
  expect(hasTag(html, 'a', { href: '/audit-log' })).toBe(true)
})

test('a list that could not be read says so, with the number of the request', async () => {
  const html = await render({ exports: null, failure: { message: 'The database does not answer.', requestId: 'r-7' } })
  expect(plain(html)).toContain('The database does not answer.')
  expect(html).toContain('r-7')
})
