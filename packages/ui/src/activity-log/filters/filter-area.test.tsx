import { filterFromSearch } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { maria, now, zone } from '../../testing/events.ts'
import { hasTag, renderPage, textOf } from '../../testing/render.tsx'
import { FilterArea, type FilterAreaProps } from './filter-area.tsx'
import { FilterProvider } from './filter-context.tsx'

function page(search: string, part: Partial<FilterAreaProps> = {}): Promise<string> {
  const { filter, problems } = filterFromSearch(new URLSearchParams(search))
  return renderPage(
    <FilterProvider filter={filter}>
      <FilterArea
        filter={filter}
        problems={problems}
        level="evidence"
        view="signed"
        zone={zone}
        now={new Date(now)}
        people={[maria]}
        {...part}
      />
    </FilterProvider>,
    `/audit-log?${search}`,
  )
}

test('nothing on it needs an inline style', async () => {
  expect(await page('q=spring&range=today')).not.toMatch(/\sstyle=/)
})

test('before scripts it is a form that keeps the query, the range and whose log it is', async () => {
  const html = await page('tenant=acme&range=today&access=hide&q=outcome:failure')
  expect(html).toContain('<form method="get"')
  expect(hasTag(html, 'input', { type: 'hidden', name: 'tenant', value: 'acme' })).toBe(true)
  expect(hasTag(html, 'input', { type: 'hidden', name: 'range', value: 'today' })).toBe(true)
  expect(hasTag(html, 'input', { type: 'hidden', name: 'access', value: 'hide' })).toBe(true)
  expect(hasTag(html, 'input', { name: 'q', value: 'outcome:failure' })).toBe(true)
  expect(html).toMatch(/<noscript>.*Apply filters/s)
})

test('before scripts each value, area and range is a link to the log with it', async () => {
  const html = await page('q=spring')
  expect(html).toContain('href="/audit-log?q=spring+operation%3Adelete"')
  expect(html).toContain('href="/audit-log?q=spring+area%3Asecurity"')
  expect(html).toContain('href="/audit-log?range=last_7_days&amp;q=spring"')
  expect(html).toContain('href="/audit-log?q=spring&amp;access=hide"')
})

test('lists that only the log can fill take a typed value before scripts', async () => {
  expect(hasTag(await page(''), 'input', { name: 'actor' })).toBe(true)
})

test('each part of the question is a chip in words, and a link to the log without it', async () => {
  const html = await page(`range=today&q=actor:${maria.key}+-outcome:success+spring`)
  const text = textOf(html)
  expect(text).toContain('Remove the filter User Maria Lopez')
  expect(text).toContain('Remove the filter not Outcome Success')
  expect(text).toContain('Remove the filter Date Today')
  expect(html).toContain(`href="/audit-log?range=today&amp;q=actor%3A${maria.key}+spring"`)
  expect(html).toContain(`href="/audit-log?q=actor%3A${maria.key}+-outcome%3Asuccess+spring"`)
})

test('without a question there are no chips', async () => {
  expect(await page('')).not.toContain('Active filters')
})

test('a mistake in the query is said under its box, which keeps it, and the rest counts', async () => {
  const html = await page('q=acton:x+outcome:failure')
  expect(hasTag(html, 'input', { name: 'q', value: 'acton:x outcome:failure' })).toBe(true)
  expect(textOf(html)).toContain('There is no key “acton”.The rest of the search applies.')
  expect(textOf(html)).toContain('Remove the filter Outcome Failed')
})

test('a mistake elsewhere in the address is named too', async () => {
  expect(textOf(await page('range=tomorrow'))).toContain('“tomorrow” is not a value of range.')
})

test('a reader without the evidence is offered nothing that only it could answer', async () => {
  const text = textOf(await page('', { level: 'log' }))
  expect(text).not.toContain('IP address')
  expect(text).not.toContain('203.0.113.0/24')
  expect(textOf(await page(''))).toContain('IP address')
})

test('hostile words arrive as text', async () => {
  const html = await page(`q=${encodeURIComponent('"<img src=x onerror=alert(1)>" action:"a\u202Eb"')}`)
  expect(html).not.toContain('<img')
  expect(textOf(html.replaceAll(/<input[^>]*>/g, ''))).toContain('a⟨U+202E⟩b')
})
