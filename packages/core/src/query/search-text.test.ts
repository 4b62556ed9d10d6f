import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bareEvent, fullEvent } from '../log/events.fixture.ts'
import type { AuditEvent } from '../model/index.ts'
import { parseQuery } from './query-text.ts'
import { evidencePrefixes, evidenceWordsOf, fold, searchLine, searchMarks, searchTextOf } from './search-text.ts'

const anyText = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    fc.constantFrom(' ', '"', "'", '\\', 'a'),
  ),
})

function termsOf(question: string): string[] {
  const { query } = parseQuery(question)
  return query.flatMap((item) => (item.kind === 'word' ? [searchLine(item.text)] : [])).filter((term) => term !== '')
}

/** Whether somebody who asks finds the event, as a database does it. */
function finds(event: AuditEvent, question: string, level: 'log' | 'evidence'): boolean {
  const words = evidenceWordsOf(event)
  return termsOf(question).every((term) => {
    const prefixes = evidencePrefixes(term)
    const inEvidence = prefixes.length > 0 && prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)))
    return searchTextOf(event).includes(term) || (level === 'evidence' && inEvidence)
  })
}

test('folding a folded text changes nothing, whatever the letter', () => {
  for (let point = 0; point <= 0x10ffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    const folded = fold(String.fromCodePoint(point))
    if (fold(folded) !== folded) expect.fail(`U+${point.toString(16)} folds on`)
  }
})

test.each([
  ['Müller', 'MULLER'],
  ['straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['Iğdır', 'IGDIR'],
  ['ﬁle', 'FILE'],
  ['ＡＢＣ', 'abc'],
  ['Ångström', 'angstrom'],
])('%s and %s are one word to a search', (one, other) => {
  expect(fold(one)).toBe(fold(other))
})

test('a beginning of a word is found whatever letter the word goes on with', () => {
  expect(fold('ΟΔΟΣΑ')).toContain(fold('ΟΔΟΣ'))
})

test('a text is searched as one line with single spaces, as it is asked', () => {
  expect(searchLine('  Spring\n\tBig \u0001 sale\u2003')).toBe('spring big sale')
  expect(searchLine('\u0000 ´ \u0301 \u3000')).toBe('')
  expect(searchLine('a\uD800')).toBe('a\uFFFD')
  fc.assert(
    fc.property(anyText, (text) => {
      expect(searchLine(searchLine(text))).toBe(searchLine(text))
      expect(searchLine(text)).not.toMatch(/^ | $|[\p{Cc}\p{Surrogate}]/u)
    }),
  )
})

test('no term is unfolded, and no beginning of a word holds a sign that parts words', () => {
  fc.assert(
    fc.property(anyText, (question) => {
      for (const term of termsOf(question)) {
        expect(fold(term)).toBe(term)
        for (const prefix of evidencePrefixes(term)) expect(prefix).toMatch(/^[^\s\p{Cc}'"\\]{1,200}$/u)
      }
    }),
  )
})

test('texts and words end in no half of a pair, and stay within their limits', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', ' ', '😀', '\u{1D538}', 'ﷺ', 'é'),
    maxLength: 9000,
    size: 'max',
  })
  fc.assert(
    fc.property(texts, texts, (description, userAgent) => {
      const event = { ...bareEvent, description, userAgent }
      const text = searchTextOf(event)
      const words = evidenceWordsOf(event)
      // The name, e-mail and user name of nobody, and no target: nothing stands before the rest.
      expect(text.length).toBeLessThanOrEqual(4001)
      expect(words.join(' ').length).toBeLessThanOrEqual(4000)
      for (const part of [text, ...words]) expect(/\p{Surrogate}/u.test(part)).toBe(false)
      for (const word of words) expect(word.length).toBeLessThanOrEqual(200)
    }),
    { numRuns: 30 },
  )
})

const canary = 'xylophone77'
const person = fullEvent.actor
const [target] = fullEvent.targets
if (!target) throw new Error('The full event has a target.')

const ofTheLog: [string, Partial<AuditEvent>][] = [
  ['the name of the actor', { actor: { ...person, name: canary } }],
  ['the e-mail of the actor', { actor: { ...person, email: `${canary}@example.test` } }],
  ['the user name of the actor', { actor: { ...person, username: canary } }],
  ['the role of the actor', { actor: { ...person, role: canary } }],
  ['whom it was done for', { onBehalfOf: { ...person, name: canary } }],
  ['who assumed the identity', { assumedBy: { ...person, email: canary } }],
  ['the action', { action: `${canary}.updated` }],
  ['the word of an operation we do not know', { operationWord: canary }],
  ['the module', { module: canary }],
  ['the type of activity', { activityType: canary }],
  ['the reason of the outcome', { outcomeReason: canary }],
  ['the type of the target', { targets: [{ ...target, type: canary }] }],
  ['the name of a linked target', { targets: [target, { ...target, name: canary }] }],
  ['the revision of the target', { targets: [{ ...target, revision: canary }] }],
  ['the relation of the target', { targets: [{ ...target, relation: canary }] }],
  ['the description', { description: canary }],
  ['the explanation', { explanation: canary }],
  ['the reason', { reason: canary }],
  ['the purpose', { purpose: canary }],
  ['the justification', { justification: canary }],
  ['why it matters', { whyItMatters: canary }],
  ['the path of a change', { changes: [{ path: canary }] }],
  ['the value before', { changes: [{ path: 'a', before: [canary] }] }],
  ['the value after', { changes: [{ path: 'a', after: { deep: { er: canary } } }] }],
  ['the snapshot', { snapshot: { a: canary } }],
  ['a detail', { details: { a: [{ b: canary }] } }],
  ['the name of a detail', { details: { [canary]: 1 } }],
  ['the API that was used', { apiUsed: canary }],
  ['the provider', { provider: canary }],
  ['the file of an import', { bulkImport: { fileId: canary, line: 1 } }],
  ['the file of call records', { cdr: { fileId: canary, line: 1 } }],
  ['the batch', { batchId: canary }],
]

test.each(ofTheLog)('%s is found by every reader of the log', (_, parts) => {
  const event = { ...fullEvent, ...parts }
  expect(finds(event, canary.toUpperCase(), 'log')).toBe(true)
  expect(finds(event, canary, 'evidence')).toBe(true)
})

const evidence: [string, Partial<AuditEvent>][] = [
  ['the id of the actor', { actor: { ...person, id: canary } }],
  ['the id of whom it was done for', { onBehalfOf: { ...person, id: canary } }],
  ['the id of who assumed the identity', { assumedBy: { ...person, id: canary } }],
  ['the customer', { customerId: canary }],
  ['the id of the target', { targets: [{ ...target, id: canary }] }],
  ['the id of a linked target', { targets: [target, { ...target, id: canary }] }],
  ['the address of the target', { targets: [{ ...target, url: `${canary}://example.test` }] }],
  ['the session', { sessionId: canary }],
  ['the request', { requestId: canary }],
  ['the correlation', { correlationId: canary }],
  ['the id of the event', { id: canary }],
  ['the id of the event that led to it', { parentId: canary }],
  ['the IP address', { ip: canary }],
  ['a proxy', { forwardedFor: `10.0.0.1, ${canary}` }],
  ['the user agent', { userAgent: `Mozilla/5.0 (${canary}; Linux)` }],
  ['the country', { country: canary }],
  ['the method', { http: { method: canary, path: null, status: null } }],
  ['the path', { http: { method: null, path: canary, status: null } }],
  ['the policy decision', { policyDecision: [{ rule: canary }] }],
  ['metadata', { metadata: { a: { b: canary } } }],
  ['the name of metadata', { metadata: { [canary]: 1 } }],
]

test.each(evidence)('%s is found by readers of the evidence, and by no other', (_, parts) => {
  const event = { ...fullEvent, ...parts }
  expect(finds(event, canary, 'evidence')).toBe(true)
  expect(finds(event, canary.slice(0, 5), 'evidence')).toBe(true)
  expect(finds(event, canary, 'log')).toBe(false)
  expect(finds(event, canary.slice(3), 'log')).toBe(false)
})

test('a technical word is found as it is pasted, with the signs around it', () => {
  const event = {
    ...bareEvent,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    http: { method: null, path: '/a', status: 404 },
  }
  for (const question of ['(X11;', '"Mozilla/5.0 (X11; Linux"', "'x86_64'", '404', 'l']) {
    expect(finds(event, question, 'evidence')).toBe(true)
  }
  expect(finds(event, '"X11; Windows"', 'evidence')).toBe(false)
})

test('values come before the names of fields, so that many rows of one shape do not crowd out what is in them', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({ identification_of_the_extension: `x${index}` }))
  expect(searchTextOf({ ...bareEvent, details: { rows } })).toContain('x199\n')
})

test('the order of fields changes nothing: a database keeps none', () => {
  const turned = { z: 'one', a: { y: 'two', b: 'three' } }
  const sorted = { a: { b: 'three', y: 'two' }, z: 'one' }
  const [one, two] = [turned, sorted].map((value) => ({
    ...bareEvent,
    details: value,
    snapshot: value,
    metadata: value,
  }))
  expect(one && searchTextOf(one)).toBe(two && searchTextOf(two))
  expect(one && evidenceWordsOf(one)).toEqual(two && evidenceWordsOf(two))
})

test('the lines of names say whose they are: of the actor, or of a target, and of nobody else', () => {
  const other = { ...person, name: 'Other', email: 'other@example.test', username: 'other' }
  const event = {
    ...fullEvent,
    actor: { ...person, name: 'Ada\n\u0002Target', email: 'ADA@example.test', username: null },
    ...{ onBehalfOf: other, assumedBy: other, description: '\u0001Mallory' },
    targets: [
      { ...target, name: 'Spring  Sale' },
      { ...target, name: null },
      { ...target, name: '\u0001Eve' },
    ],
  }
  const lines = searchTextOf(event).split('\n')
  expect(lines.filter((line) => line.startsWith(searchMarks.actor))).toEqual([
    `${searchMarks.actor}ada target`,
    `${searchMarks.actor}ada@example.test`,
  ])
  expect(lines.filter((line) => line.startsWith(searchMarks.target))).toEqual([
    `${searchMarks.target}spring sale`,
    `${searchMarks.target}eve`,
  ])
  expect(lines[4]).toMatch(new RegExp(`^${searchMarks.rest}`))
  expect(lines.slice(4).join('').slice(1)).not.toMatch(/\p{Cc}/u)
})

test('however long the rest of an event is, no name is lost', () => {
  const targets = Array.from({ length: 100 }, (_, index) => ({ ...target, name: `${'x'.repeat(490)} ${index}` }))
  const text = searchTextOf({ ...fullEvent, targets, description: 'y'.repeat(10_000) })
  expect(text).toContain(`${'x'.repeat(490)} 99\n`)
  expect(text.split('\n').filter((line) => line.startsWith(searchMarks.target))).toHaveLength(100)
  expect(text.length).toBeLessThan(101 * 1000)
})

test('the country is among the words whatever else is, for it is looked up by them', () => {
  const targets = Array.from({ length: 100 }, (_, index) => ({ ...target, id: `${index}${'x'.repeat(190)}` }))
  expect(evidenceWordsOf({ ...fullEvent, targets, country: 'DE' })).toContain('de')
})
