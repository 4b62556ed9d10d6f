import { expect, test } from 'vitest'
import { changeViews, fieldWord, fieldWords } from './change-view.ts'

test('what was created shows all its values', () => {
  const changes = [
    { path: 'name', after: 'Anna' },
    { path: 'note', after: null },
  ]
  expect(changeViews({ operation: 'create', changes, snapshot: null })).toEqual([
    {
      kind: 'values',
      title: 'Values at creation',
      struck: false,
      fields: [
        { path: 'name', value: 'Anna' },
        { path: 'note', value: null },
      ],
    },
  ])
})

test('what was deleted shows its whole last state, struck', () => {
  const [view] = changeViews({ operation: 'delete', changes: null, snapshot: { name: 'Overflow', sla: 30 } })
  expect(view).toEqual({
    kind: 'values',
    title: 'Values at deletion',
    struck: true,
    fields: [
      { path: 'name', value: 'Overflow' },
      { path: 'sla', value: 30 },
    ],
  })
})

test('what was updated shows its changes, and a state that came along beside them', () => {
  const changes = [{ path: 'lines', before: 12, after: 40 }]
  expect(changeViews({ operation: 'update', changes, snapshot: { lines: 40 } }).map((view) => view.kind)).toEqual([
    'changes',
    'values',
  ])
})

test('a creation that also changed something shows both sides', () => {
  const changes = [{ path: 'lines', before: 12, after: 40 }]
  expect(changeViews({ operation: 'create', changes, snapshot: null })).toEqual([
    { kind: 'changes', title: 'Changes', sides: { before: 'Before', after: 'After' }, changes },
  ])
})

test('nothing changed, nothing shown', () => {
  expect(changeViews({ operation: 'update', changes: [], snapshot: {} })).toEqual([])
})

test.each([
  ['pacing.max_lines', ['Pacing', 'Max lines']],
  ['members[u_42].role', ['Members', 'u_42', 'Role']],
  ['callerId', ['Caller ID']],
  ['apiURL', ['API URL']],
  ['sip.password', ['SIP', 'Password']],
  ['X-Custom Header', ['X-Custom Header']],
  ['', ['']],
  ['__proto__.polluted', ['__proto__', 'Polluted']],
])('the path %s is read as words', (path, words) => {
  expect(fieldWords(path)).toEqual(words)
})

test('a field without words stays as it came', () => {
  expect(fieldWord('straße')).toBe('straße')
})
