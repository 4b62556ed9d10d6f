import { expect, test } from 'vitest'
import { ignoreOvertaken } from './overtaken.ts'

/** What a browser says of a promise that failed without anybody listening; whether it still tells the console. */
function told(reason: unknown): boolean {
  const target = new EventTarget()
  ignoreOvertaken(target)
  const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason })
  return target.dispatchEvent(event)
}

test('a page that was overtaken by another one is no fault', () => {
  expect(told(new DOMException('BodyStreamBuffer was aborted', 'AbortError'))).toBe(false)
})

test.each([new Error('broken'), new DOMException('gone', 'NetworkError'), 'AbortError', null])(
  'anything else is told (%s)',
  (reason) => {
    expect(told(reason)).toBe(true)
  },
)
