import { filterFromSearch } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { exportedView, questionSentence, rangePhrase } from './export-sentence.ts'

const reader = { zone: 'Europe/Berlin', now: new Date('2026-11-20T13:00:00Z') }

test('a filter reads as one sentence, alternatives and exclusions included', () => {
  const filter = { q: 'outcome:failure,denied -module:campaigns "spring sale" -draft' }
  expect(questionSentence(filter)).toBe(
    'Events whose Outcome is Failed or Denied, Module is not Campaigns, text contains “spring sale”, and text does not contain “draft”.',
  )
})

test('no filter is every event', () => {
  expect(questionSentence({})).toBe('Every event.')
  expect(questionSentence({ access: 'hide' })).toBe('Every event, without looks at the log.')
  expect(questionSentence({ q: 'outcome:failure', access: 'hide' })).toBe(
    'Events whose Outcome is Failed, without looks at the log.',
  )
})

test('people are named where the page knows them', () => {
  const key = 'aaaaaaaaaaaaaaaa'
  expect(questionSentence({ q: `actor:${key}` }, new Map([[key, 'Maria Lopez']]))).toBe(
    'Events whose User is Maria Lopez.',
  )
})

test('what is hidden in a pasted text is shown', () => {
  expect(questionSentence({ q: '"a\u202Eb"' })).not.toContain('\u202E')
})

test('a preset says which days it means', () => {
  expect(rangePhrase({ range: 'last_7_days' }, reader)).toBe('Last 7 days (14–20 November 2026)')
  expect(rangePhrase({}, reader)).toBe('Any time')
})

test('an export says which days its range meant when it was asked for, and leads to those', () => {
  const requestedAt = '2026-11-20T12:00:00Z'
  const ofWeek = exportedView({ search: 'range=last_7_days&q=outcome%3Afailure', requestedAt }, 'Europe/Berlin')
  expect(ofWeek.question).toBe('Events whose Outcome is Failed')
  expect(ofWeek.range).toBe('Last 7 days (14–20 November 2026)')
  const { filter } = filterFromSearch(new URLSearchParams(ofWeek.search))
  expect(filter).toEqual({ from: '2026-11-13T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z', q: 'outcome:failure' })
  expect(rangePhrase(filter, { ...reader, now: new Date('2027-03-01T00:00:00Z') })).toBe('14–20 November 2026')
})

test('an address of days stays as it is, and one that has aged says what is left of it', () => {
  const requestedAt = '2026-11-20T12:00:00Z'
  const search = 'from=2026-11-14&to=2026-11-20&q=outcome%3Afailure'
  expect(exportedView({ search, requestedAt }, 'Europe/Berlin')).toEqual({
    question: 'Events whose Outcome is Failed',
    range: '14–20 November 2026',
    search,
  })
  expect(exportedView({ search: 'q=nonsense%3A1', requestedAt }, 'UTC')).toEqual({
    question: 'Every event',
    range: null,
    search: '',
  })
})
