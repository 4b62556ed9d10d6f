import type { Change } from '@daybook/core/model'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { textOf } from '../../testing/render.tsx'
import { Changes } from './changes.tsx'

function render(...changes: Change[]): string {
  return renderToString(
    <Changes view={{ kind: 'changes', title: 'Changes', sides: { before: 'Before', after: 'After' }, changes }} />,
  )
}

test('a changed field stands with its value before and after', () => {
  const html = render({ path: 'pacing.max_lines', before: 12, after: 40 })
  expect(textOf(html)).toBe('Changes 1FieldBeforeAfter~changed: Pacing › Max lines1240')
  expect(html).toContain('<th scope="row"')
  expect(html).toMatch(/<td data-label="Before"[^>]*>.*12.*<td data-label="After"[^>]*>.*40/s)
})

test('a field that came and one that went say so in words, not by colour alone', () => {
  expect(textOf(render({ path: 'note', after: 'new' }))).toContain('+added: Notenot there beforenew')
  expect(textOf(render({ path: 'note', before: 'old' }))).toContain('−removed: Noteoldremoved')
})

test('switches are on and off, null is empty, empty text is said to be', () => {
  expect(textOf(render({ path: 'a', before: false, after: true }))).toContain('AOffOn')
  expect(textOf(render({ path: 'a', before: null, after: '' }))).toContain('Aemptyempty text')
})

test('a list is told by who came and who went', () => {
  const text = textOf(render({ path: 'roles', before: ['viewer', 'agent'], after: ['agent', 'editor'] }))
  expect(text).toContain('− removedviewer')
  expect(text).toContain('+ addededitor')
  expect(text).toContain('1 unchanged')
})

test('a member known by a name is named', () => {
  const text = textOf(render({ path: 'roles', before: [], after: [{ id: 'r_1', name: 'Editor' }] }))
  expect(text).toContain('+ addedEditor')
})

test('in a long text only the words that differ are marked', () => {
  const html = render({
    path: 'script',
    before: 'please call us before noon today',
    after: 'please call us after noon today',
  })
  expect(html.match(/<del>.*?<\/del>/s)?.[0]).toContain('before')
  expect(html.match(/<ins>.*?<\/ins>/s)?.[0]).toContain('after')
})

test('a secret is a chip that says it was never stored, also inside a text', () => {
  const text = textOf(render({ path: 'token', before: 'Bearer [REDACTED] of CI', after: '[REDACTED]' }))
  expect(text).toContain('Bearer [REDACTED] Secret, never stored of CI')
  expect(text).toContain('[REDACTED] Secret, never stored')
})

test('what was deleted stands under a struck heading', () => {
  const html = renderToString(
    <Changes
      view={{
        kind: 'values',
        title: 'Values at deletion',
        struck: true,
        fields: [{ path: 'name', value: 'Overflow' }],
      }}
    />,
  )
  expect(html).toContain('<del>Values at deletion</del>')
  expect(textOf(html)).toContain('NameOverflow')
})

test('hundreds of changes do not come all at once', () => {
  const changes = Array.from({ length: 1024 }, (_, index) => ({ path: `field_${index}`, after: index }))
  const html = render(...changes)
  expect(html.match(/<th scope="row"/g)).toHaveLength(200)
  expect(textOf(html)).toContain('Show 824 more')
})

test('deep values are a tree, whatever their keys are called', () => {
  const after = { ['__proto__']: { polluted: true }, list: [1, { a: '<b>' }] }
  const text = textOf(render({ path: 'x', after }))
  expect(text).toContain('__proto__')
  expect(text).toContain('<b>')
})
