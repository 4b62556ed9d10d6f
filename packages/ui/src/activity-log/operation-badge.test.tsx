import { describeOperation, operations } from '@daybook/core/model'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { textOf } from '../testing/render.tsx'
import { OperationBadge } from './operation-badge.tsx'

test.each(operations)('%s has an icon, a word and a colour', (operation) => {
  const html = renderToString(<OperationBadge operation={operation} word={null} />)
  const { label, tone } = describeOperation(operation)
  const family = tone === 'danger' ? 'delete' : tone
  expect(html).toContain('<svg')
  expect(textOf(html)).toBe(label)
  expect(html).toContain(`bg-${family}-tint text-${family}`)
})

test('an operation we do not know is shown in its own word', () => {
  expect(textOf(renderToString(<OperationBadge operation="other" word="handshake rotated" />))).toBe(
    'handshake rotated',
  )
})
