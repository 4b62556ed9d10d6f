import { expect, test } from 'vitest'
import { questionSentence, rangePhrase, viewWords } from './export-sentence.ts'

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

test('the address of an export is read back as words, and a broken one says what is left of it', () => {
  expect(viewWords('?from=2026-11-14&to=2026-11-20&q=outcome%3Afailure', reader)).toEqual({
    question: 'Events whose Outcome is Failed',
    range: '14–20 November 2026',
  })
  expect(viewWords('?q=nonsense%3A1', reader)).toEqual({ question: 'Every event', range: null })
})
