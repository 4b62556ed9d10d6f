import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyEvent } from './empty-event.ts'
import { actorTypes, outcomes, type Person, type Target } from './event.ts'
import { operations } from './operations.ts'
import { personOf } from './people.ts'
import { describeEvent, type Tellable } from './sentence.ts'
import { sentenceText } from './sentence-part.ts'

const maria = personOf({ id: 'u_1', name: 'Maria Lopez' })
const spring: Target = { type: 'campaign', id: 'c_17', name: 'Spring sale', revision: null, relation: null, url: null }

function told(event: Partial<Tellable>, showIds = false): string {
  const whole: Tellable = {
    ...emptyEvent,
    action: 'campaign.updated',
    operation: 'update',
    module: 'campaigns',
    actor: maria,
    targets: [spring],
    ...event,
  }
  return sentenceText(describeEvent(whole, { showIds }))
}

test('an action of a platform reads plainly, with what changed counted', () => {
  expect(told({})).toBe('Maria Lopez updated campaign “Spring sale”')
  expect(told({ changes: [{ path: 'a' }, { path: 'b' }, { path: 'c' }] })).toBe(
    'Maria Lopez updated campaign “Spring sale” (3 fields)',
  )
  expect(told({ changes: [{ path: 'a' }] })).toBe('Maria Lopez updated campaign “Spring sale” (1 field)')
  expect(told({ operation: 'delete', targets: [] })).toBe('Maria Lopez deleted something in Campaigns')
})

test('actor, target and count are parts of their own', () => {
  const event: Tellable = {
    ...emptyEvent,
    action: 'x.updated',
    operation: 'update',
    module: 'x',
    actor: maria,
    targets: [spring],
    changes: [{ path: 'a' }],
  }
  expect(describeEvent(event)).toEqual([
    { kind: 'actor', text: 'Maria Lopez' },
    { kind: 'text', text: ' updated ' },
    { kind: 'target', text: 'campaign “Spring sale”' },
    { kind: 'text', text: ' (' },
    { kind: 'count', text: '1 field' },
    { kind: 'text', text: ')' },
  ])
})

test('what did not succeed is told as tried', () => {
  expect(told({ operation: 'delete', outcome: 'failure' })).toBe('Maria Lopez tried to delete campaign “Spring sale”')
  expect(told({ operation: 'delete', outcome: 'denied' })).toBe(
    'Maria Lopez tried to delete campaign “Spring sale” and was refused',
  )
  expect(told({ operation: 'login_failed', outcome: 'failure' })).toBe('Maria Lopez failed to sign in')
  expect(told({ operation: 'login', outcome: 'denied' })).toBe('Maria Lopez tried to sign in and was refused')
  expect(told({ operation: 'deny', outcome: 'denied' })).toBe('Maria Lopez was denied access to campaign “Spring sale”')
  expect(told({ action: 'session.ended', operation: 'logout', outcome: 'failure' })).toBe(
    'Maria Lopez tried to sign out',
  )
})

test('an action without an operation of ours is told by its name', () => {
  const other = (action: string, event: Partial<Tellable> = {}) =>
    told({ action, operation: 'other', module: 'x', ...event })
  expect(other('ticket.escalated')).toBe('Maria Lopez escalated campaign “Spring sale”')
  expect(other('ec2.RunInstances')).toBe('Maria Lopez called RunInstances (ec2) on campaign “Spring sale”')
  expect(other('ec2.RunInstances', { targets: [], outcome: 'failure' })).toBe(
    'Maria Lopez tried to call RunInstances (ec2)',
  )
  expect(other('call.hung_up', { targets: [] })).toBe('Maria Lopez performed “call.hung_up”')
  for (const name of ['import.failed', 'session.expired', 'thing.need'])
    expect(other(name)).toContain(`performed “${name}” on`)
  expect(other('ticket.escalated', { outcome: 'denied' })).toBe(
    'Maria Lopez tried to perform “ticket.escalated” on campaign “Spring sale” and was refused',
  )
})

test('somebody unnamed is called by the best that is known, by an id only for those who may see it', () => {
  const by = (person: Partial<Person>, showIds = false) =>
    told({ actor: personOf(person) }, showIds).replace(/ updated .*/, '')
  expect(by({ id: 'u_1', email: 'm@acme.test', username: 'maria' })).toBe('m@acme.test')
  expect(by({ id: 'u_1', username: 'maria' })).toBe('maria')
  expect(by({ id: 'u_1' })).toBe('Someone')
  expect(by({ id: 'u_1' }, true)).toBe('u_1')
  expect(actorTypes.map((type) => by({ type }))).toEqual([
    ...['Someone', 'A staff member', 'A partner', 'An API key', 'A service', 'The system', 'Someone'],
  ])
})

test('a target unnamed is told by its type, by an id only for those who may see it', () => {
  expect(told({ targets: [{ ...spring, name: null }] })).toBe('Maria Lopez updated the campaign')
  expect(told({ targets: [{ ...spring, name: null }] }, true)).toBe('Maria Lopez updated campaign c_17')
  expect(told({ targets: [{ ...spring, type: 'api_key' }] })).toBe('Maria Lopez updated API key “Spring sale”')
  expect(told({ targets: [{ ...spring, type: 'event', name: 'Event 42' }] })).toBe('Maria Lopez updated Event 42')
})

test('an assumed identity names both people', () => {
  const staff = personOf({ type: 'staff', name: 'S. Staff' })
  const anna = personOf({ name: 'Anna Weber' })
  expect(told({ actor: staff, onBehalfOf: anna, assumedBy: staff })).toMatch(
    /^Support \(S\. Staff\) as Anna Weber updated/,
  )
  expect(told({ actor: anna, assumedBy: staff })).toMatch(/^Support \(S\. Staff\) as Anna Weber updated/)
  expect(told({ actor: maria, onBehalfOf: personOf({}) })).toMatch(/^Maria Lopez on behalf of someone updated/)
  expect(told({ actor: maria, onBehalfOf: maria })).toMatch(/^Maria Lopez updated/)
})

test('any event can be told', () => {
  const person = fc
    .record({ type: fc.constantFrom(...actorTypes), name: fc.option(fc.string({ minLength: 1 })) })
    .map((known) => personOf(known))
  const target = fc.record({ type: fc.string({ minLength: 1 }), name: fc.option(fc.string({ minLength: 1 })) })
  const event = fc.record({
    action: fc.string({ minLength: 1 }),
    operation: fc.constantFrom(...operations),
    module: fc.string(),
    outcome: fc.constantFrom(...outcomes),
    actor: person,
    onBehalfOf: fc.option(person),
    assumedBy: fc.option(person),
    targets: fc.array(
      target.map((known) => ({ ...spring, ...known })),
      { maxLength: 2 },
    ),
  })
  fc.assert(
    fc.property(event, (any) => {
      const parts = describeEvent(any)
      expect(parts.map((part) => part.kind)).toContain('actor')
      expect(sentenceText(parts.filter((part) => part.kind === 'text')).trim()).not.toBe('')
      expect(sentenceText(parts)).not.toMatch(/\{(?:actor|target|details|changes)/)
    }),
  )
})
