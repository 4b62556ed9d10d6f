import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditEvent } from '../model/index.ts'
import { canonicalise } from './canonicalise.ts'
import { bareEvent, fullEvent, strangeEvent } from './events.fixture.ts'
import { disclose, type Group, groupOfField, groups } from './groups.ts'
import { deriveSalt, digestDisclosure, encodeDisclosure, envelopeOf, leafOf } from './leaf.ts'

const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const context = { origin: 'log.example.test/t/0011223344556677889900aa', salt }

function leaf(event: AuditEvent): string {
  return leafOf(event, context).toString('hex')
}

// Fixed for ever: a leaf that changes here is one that no longer proves what was recorded before.
test.each([
  ['bare', bareEvent, 'dd59e5bec8f15fc21e4a141bdb5ad00174e2e0b61114a36192baed07fe925ee7'],
  ['full', fullEvent, 'ad9d93b7efb7f9d60562ba3a127b1cbc892129af2ee9de145566b409791a57f0'],
  ['strange', strangeEvent, '3e1fa1c084125d5c21c6199eceaf1ce7c809ed79fa65282d6c03c21973702841'],
])('the leaf of the %s event never changes', (_, event, expected) => {
  expect(leaf(event)).toBe(expected)
})

test('the envelope of an event never changes', () => {
  expect(canonicalise(envelopeOf(bareEvent, context))).toBe(
    '{"_sd":["WDUGMrl6CMrN63hFEQtn6dPg_w9rASAhCLKfYn-eCeI","cOFprCgFO0qRySf_EQIG7ZYT3SJhYmxjRnHY8EDoG6U","fTWz01kNU6suK434VhBVlGUJR1L4VVq-XXBCQij0p6A","iL4iWssdtMujVu4wXfJnOmkotBLXvFjxtMDlG1eanFw","iX_bJyvvz5rn4O-zfGYBC5YyXDOYVAZwF5qX2HH57Y0","nxW-EoMsq_GqrWhyYY_YRXo84E8tbPPBkWmRtSh-s_A","ofKLRt-7rbBrve1mQr5l1AkRtH0Z8uKE4NeN6COmODE","qXKLuxWDKPH7gyA1L1nOuZBtg7C2sNBcIj0J-15HFYw","wHxppdjLkRAUD1VSSA-3Y8MLOD-sXd3blZzy7IEQl1M"],"_sd_alg":"sha-256","action":"user.login_failed","area":"security","id":"0190a6f0-0000-7000-8000-000000000001","log":"log.example.test/t/0011223344556677889900aa","module":"authentication","operation":"login_failed","outcome":"failure","ts":"2026-01-02T03:04:05.006Z","v":1}',
  )
})

test('a disclosure is the base64url of canonical JSON, and its digest that of the text', () => {
  const disclosure = encodeDisclosure(deriveSalt(salt, 'time'), 'time', { b: 'ü', a: 1 })
  expect(Buffer.from(disclosure, 'base64url').toString()).toBe('["8WVx_IWokPIPy7MpxhTlnw","time",{"a":1,"b":"ü"}]')
  expect(digestDisclosure(disclosure)).toBe('blHZOnbkorvrUfHXR8mO2BkYe4nBLVFRno2f5L8yUM8')
})

test('each group has a salt of its own, which tells nothing of the others', () => {
  const salts = groups.map((group) => deriveSalt(salt, group))
  expect(new Set(salts).size).toBe(groups.length)
  for (const derived of salts) expect(Buffer.from(derived, 'base64url')).toHaveLength(16)
})

/** Every place in a JSON value where a scalar stands, as a list of keys. */
function placesOf(value: unknown, place: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [place]
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return keys.flatMap((key) => placesOf((value as Record<string | number, unknown>)[key], [...place, key]))
}

/** The event with another scalar in one place. */
function changedAt(event: AuditEvent, place: readonly (string | number)[]): AuditEvent {
  const copy = structuredClone(event) as unknown as Record<string | number, unknown>
  const last = place.at(-1) ?? ''
  let holder = copy
  for (const key of place.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>
  holder[last] = otherThan(holder[last])
  return copy as unknown as AuditEvent
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return -value - 1
  return `${String(value)}x`
}

const places = placesOf(fullEvent)

test('the full event has every field, and none of them is null', () => {
  expect(Object.keys(fullEvent).sort()).toEqual(Object.keys(groupOfField).sort())
  expect(Object.entries(fullEvent).filter(([, value]) => value === null)).toEqual([])
})

test.each(places.map((place) => [place.join('.'), place] as const))('a changed %s changes the leaf', (_, place) => {
  expect(leaf(changedAt(fullEvent, place))).not.toBe(leaf(fullEvent))
})

test('no two changes give the same leaf', () => {
  const leaves = [fullEvent, ...places.map((place) => changedAt(fullEvent, place))].map(leaf)
  expect(new Set(leaves).size).toBe(leaves.length)
})

test.each(Object.keys(fullEvent).filter((field) => Array.isArray(fullEvent[field as keyof AuditEvent])))(
  'the order and the number of %s change the leaf',
  (field) => {
    const list = fullEvent[field as 'targets' | 'changes'] ?? []
    expect(leaf({ ...fullEvent, [field]: list.toReversed() })).not.toBe(leaf(fullEvent))
    expect(leaf({ ...fullEvent, [field]: list.slice(0, 1) })).not.toBe(leaf(fullEvent))
    expect(leaf({ ...fullEvent, [field]: [] })).not.toBe(leaf(fullEvent))
  },
)

test('absent, null and empty are three different things in a leaf', () => {
  const leaves = [
    { changes: null },
    { changes: [] },
    { changes: [{ path: 'a' }] },
    { changes: [{ path: 'a', before: null }] },
    { changes: [{ path: 'a', after: null }] },
    { details: {} },
    { snapshot: {} },
    { description: '' },
    { policyDecision: false },
    { policyDecision: '' },
    { metadata: {} },
    { expertMode: false },
    { http: { method: null, path: null, status: null } },
  ].map((parts) => leaf({ ...bareEvent, ...parts }))
  expect(new Set(leaves).size).toBe(leaves.length)
})

/** What a change in a place moves: groups, or the envelope. */
function movedBy(place: readonly (string | number)[]): (Group | 'envelope')[] {
  const [before, after] = [fullEvent, changedAt(fullEvent, place)]
  const [groupsBefore, groupsAfter] = [disclose(before), disclose(after)]
  const moved: (Group | 'envelope')[] = groups.filter(
    (group) => canonicalise(groupsBefore[group]) !== canonicalise(groupsAfter[group]),
  )
  const bare = (event: AuditEvent) => canonicalise({ ...envelopeOf(event, context), _sd: null })
  return bare(before) === bare(after) ? moved : [...moved, 'envelope']
}

test('each value is in exactly one place: the envelope or one group', () => {
  for (const place of places) expect([place.join('.'), movedBy(place)]).toEqual([place.join('.'), [expect.any(String)]])
})

test.each(Object.entries(groupOfField))('%s is where the list of fields says', (field, said) => {
  const moved = new Set(places.filter(([first]) => first === field).flatMap(movedBy))
  expect([...moved].sort()).toEqual([said].flat().sort())
})

test('a raw identifier, an address or a technical value is in no group that a reader of the log alone may see', () => {
  const hidden = ['u-17', 'u-18', 'u-19', 'c-42', 'q-9', 'customer-5', 'session-1', 'request-1', 'correlation-1']
  const technical = [
    '203.0.113.7',
    '198.51.100.1',
    'curl/8.5',
    '/v2/campaigns/42',
    'quota"',
    'b-123',
    'example.test/c/42',
  ]
  const { ids: _, origin: __, technical: ___, ...open } = disclose(fullEvent)
  for (const value of [...hidden, ...technical]) expect(JSON.stringify(open)).not.toContain(value)
})

test('the same event has another leaf in another log, and with another salt', () => {
  const other = Buffer.from(salt).fill(1, 15)
  expect(leafOf(bareEvent, { ...context, origin: `${context.origin}b` }).toString('hex')).not.toBe(leaf(bareEvent))
  expect(leafOf(bareEvent, { ...context, salt: other }).toString('hex')).not.toBe(leaf(bareEvent))
})

test('what is withheld looks alike, whether there was anything or not', () => {
  for (const event of [bareEvent, fullEvent]) {
    const { _sd: digests } = envelopeOf(event, context)
    expect(digests).toHaveLength(groups.length)
    expect(digests).toEqual(digests.toSorted())
    for (const digest of digests) expect(digest).toMatch(/^[A-Za-z0-9_-]{43}$/)
  }
})

test('canonical text does not depend on the order of keys, and refuses what cannot be written back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed())
      expect(canonicalise(turned)).toBe(canonicalise(value))
      expect(canonicalise(JSON.parse(canonicalise(value)))).toBe(canonicalise(value))
    }),
  )
  for (const impossible of [Number.NaN, Number.POSITIVE_INFINITY, '\uD800', ['\uDC00'], undefined]) {
    expect(() => canonicalise(impossible)).toThrow()
  }
})
