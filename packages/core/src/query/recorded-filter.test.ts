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
