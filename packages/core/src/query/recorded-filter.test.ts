import { expect, test } from 'vitest'
import { recordedFilter } from './recorded-filter.ts'

test('who asked for an address is on record, and the address only for readers of the evidence', () => {
  const filter = { range: 'today', q: 'ip:203.0.113.7 -session:abc outcome:failure "spring sale"' } as const
  const { filter: shown, evidenceFilter } = recordedFilter(filter)
  expect(new URLSearchParams(shown).get('q')).toBe('ip:restricted -session:restricted outcome:failure "spring sale"')
  expect(new URLSearchParams(evidenceFilter ?? '').get('q')).toBe(filter.q)
})

test('a filter that asks for nothing of the evidence is kept once', () => {
  expect(recordedFilter({ range: 'today', q: 'outcome:failure', access: 'hide' })).toEqual({
    filter: 'range=today&q=outcome%3Afailure&access=hide',
    evidenceFilter: null,
  })
  expect(recordedFilter({})).toEqual({ filter: '', evidenceFilter: null })
})

test.each([
  '203.0.113.7',
  '203.0.113',
  '2001:db8::',
  '018f2c1e-7a3b-7c4d-8e5f-0123456789ab',
  'ses_8Fk2mQ1xT9',
  '"from 203.0.113.7"',
])('a word that may name an address or an identifier (%s) is kept for readers of the evidence alone', (q) => {
  const { filter, evidenceFilter } = recordedFilter({ q: `spring ${q}` })
  expect(filter).toBe('q=spring+restricted')
  expect(new URLSearchParams(evidenceFilter ?? '').get('q')).toBe(`spring ${q}`)
})

test.each(['maria', '2026', 'campaign.updated', 'ada@example.test', '"spring sale 2026"', '12.5', 'v1.2'])(
  'a word of the log (%s) is told to all its readers',
  (q) => expect(recordedFilter({ q }).evidenceFilter).toBeNull(),
)
