import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from './change.ts'
import { diffRecords } from './diff.ts'
import { isJsonObject, type Json, type JsonObject } from './json.ts'
import { parsePath } from './path.ts'

test('only the fields that differ are told, by dotted paths', () => {
  const before = { name: 'Spring', pacing: { max_lines: 10, mode: 'fast' }, active: true, old: 1 }
  const after = { name: 'Spring sale', pacing: { max_lines: 12, mode: 'fast' }, active: true, new: { a: 1 } }
  expect(diffRecords(before, after)).toEqual([
    { path: 'name', before: 'Spring', after: 'Spring sale' },
    { path: 'pacing.max_lines', before: 10, after: 12 },
    { path: 'old', before: 1 },
    { path: 'new', after: { a: 1 } },
  ])
})

test('a member of a list is named by its identity, and its place does not count', () => {
  const before = {
    members: [
      { id: 'u_1', role: 'agent' },
      { id: 'u_42', role: 'agent' },
      { id: 7, role: 'x' },
    ],
  }
  const after = {
    members: [
      { id: 'u_9', role: 'new' },
      { id: 'u_42', role: 'admin' },
      { id: 'u_1', role: 'agent' },
    ],
  }
  expect(diffRecords(before, after)).toEqual([
    { path: 'members[u_42].role', before: 'agent', after: 'admin' },
    { path: 'members[7]', before: { id: 7, role: 'x' } },
    { path: 'members[u_9]', after: { id: 'u_9', role: 'new' } },
  ])
})

test('members that share an id are told apart by the next name they have', () => {
  const before = {
    dids: [
      { id: 1, name: 'a', on: true },
      { id: 1, name: 'b', on: true },
    ],
  }
  const after = {
    dids: [
      { id: 1, name: 'a', on: true },
      { id: 1, name: 'b', on: false },
    ],
  }
  expect(diffRecords(before, after)).toEqual([{ path: 'dids[b].on', before: true, after: false }])
})

test('a list of plain values is one field, order included', () => {
  const [before, after] = [
    { codecs: ['opus', 'g711'], tags: ['a'] },
    { codecs: ['g711', 'opus'], tags: ['a'] },
  ]
  expect(diffRecords(before, after)).toEqual([{ path: 'codecs', before: ['opus', 'g711'], after: ['g711', 'opus'] }])
})

test('objects without identity are told by their place', () => {
  const rule = (from: number, to: number) => ({ from, to })
  const before = { rules: [rule(1, 2), rule(3, 4), rule(5, 6)] }
  expect(diffRecords(before, { rules: [rule(1, 2), rule(3, 9), rule(5, 6)] })).toEqual([
    { path: 'rules[1].to', before: 4, after: 9 },
  ])
  expect(diffRecords(before, { rules: [rule(3, 4), rule(5, 6), rule(7, 8)] })).toEqual([
    { path: 'rules[0]', before: rule(1, 2) },
    { path: 'rules[2]', after: rule(7, 8) },
  ])
})

test('a key or identity that would be misread is quoted', () => {
  const before = { 'app.name': 1, '': 1, list: [{ id: 'a]b', on: 1 }] }
  const after = { 'app.name': 2, '': 2, list: [{ id: 'a]b', on: 2 }] }
  expect(diffRecords(before, after).map((change) => change.path)).toEqual(['["app.name"]', '[""]', 'list["a]b"].on'])
})

test('a key that names a prototype is a field like any other', () => {
  const [before, after] = [JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":2},"constructor":1}')]
  expect(diffRecords(before, after)).toEqual([
    { path: '__proto__.a', before: 1, after: 2 },
    { path: 'constructor', after: 1 },
  ])
  expect(diffRecords({}, before)).toEqual([{ path: '__proto__', after: { a: 1 } }])
})

const key = fc.constantFrom('a', 'b', 'c.d', 'e[f]', '', 'x y', '__proto__', 'length')
const scalar = fc.oneof(fc.constantFrom('x', 'y', ''), fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constant(null))
const { record } = fc.letrec<{ record: JsonObject; value: Json }>((tie) => ({
  record: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    tie('record'),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('u_1', 'u 2', '3', 'a"b', 'c]d'), tie('record')), {
        selector: ([id]) => id,
        maxLength: 4,
      })
      .map((members) => members.map(([id, rest]) => ({ ...rest, id }))),
  ),
}))

test('a record does not differ from itself', () => {
  fc.assert(
    fc.property(record, (state) => {
      expect(diffRecords(state, structuredClone(state))).toEqual([])
    }),
  )
})

test('the changes, applied to what was before, give what is after', () => {
  fc.assert(
    fc.property(record, record, (before, after) => {
      expect(sorted(applied(before, diffRecords(before, after)))).toEqual(sorted(after))
    }),
    { numRuns: 1_000 },
  )
})

test('the changes of a list without identity give the list that is after', () => {
  const number = fc.integer({ min: 0, max: 2 })
  const rules = fc.array(fc.record({ from: number, to: number }), { maxLength: 6 })
  fc.assert(
    fc.property(rules, rules, (before, after) => {
      const changes = diffRecords({ rules: before }, { rules: after })
      const place = (change: Change) => Number(parsePath(change.path)?.[1]?.name)
      const whole = changes.filter((change) => parsePath(change.path)?.length === 2)
      const gone = new Set(whole.filter((change) => change.after === undefined).map(place))
      const come = new Map(
        whole.filter((change) => change.after !== undefined).map((change) => [place(change), change.after]),
      )
      const kept = before.filter((_, index) => !gone.has(index))
      const told = after.map((_, index) => {
        const fields = changes.filter((change) => !whole.includes(change) && place(change) === index)
        const altered = fields.map((change) => [parsePath(change.path)?.[2]?.name, change.after])
        return come.get(index) ?? { ...kept.shift(), ...Object.fromEntries(altered) }
      })
      expect(told).toEqual(after)
      expect(kept).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

/** Lists of members with an id in the order of their ids: a moved member is no change. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) {
    const members = value.map(sorted)
    return members.every(isJsonObject) ? members.sort((a, b) => idOf(a).localeCompare(idOf(b))) : members
  }
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sorted(member)]))
}

function applied(value: Json, changes: Change[]): Json {
  const whole = changes.find((change) => change.path === '')
  if (whole) return whole.after ?? null
  const entries = new Map(
    Array.isArray(value) ? value.map((member) => [idOf(member), member]) : Object.entries(value ?? {}),
  )
  for (const name of new Set(changes.map((change) => firstStep(change.path).name))) {
    const steps = changes.map((change) => ({ change, step: firstStep(change.path) }))
    const inner = steps.flatMap(({ change, step }) => (step.name === name ? [{ ...change, path: step.rest }] : []))
    if (inner.some((change) => change.path === '' && change.after === undefined)) entries.delete(name)
    else entries.set(name, applied(entries.get(name) ?? null, inner))
  }
  return Array.isArray(value) ? [...entries.values()] : Object.fromEntries(entries)
}

function idOf(member: Json): string {
  return isJsonObject(member) && typeof member.id === 'string' ? member.id : ''
}

function firstStep(path: string): { name: string; rest: string } {
  const step = /^(?:\.?[^\s.[\]"'\\]+|\[(?:[^\s.[\]"'\\]+|"(?:[^"\\]|\\.)*")\])/.exec(path)?.[0] ?? ''
  return { name: parsePath(step)?.[0]?.name ?? '', rest: path.slice(step.length) }
}
