import { expect, test } from 'vitest'
import { filterWords } from './manifest.ts'

test('a filter is told in words', () => {
  expect(filterWords({})).toBe('Any time.')
  expect(
    filterWords({
      range: 'last_7_days',
      q: 'outcome:failure,denied -module:calls "spring sale" -draft',
      access: 'hide',
    }),
  ).toBe(
    'Last 7 days. Outcome: failure or denied. Module: not calls. With the text “spring sale”. Without the text “draft”. Without looks at the log.',
  )
  expect(filterWords({ range: 'custom', from: '2026-01-01', to: '2026-02-01' })).toBe(
    'From 2026-01-01. Up to 2026-02-01.',
  )
})
