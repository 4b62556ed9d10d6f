import { expect, test } from 'vitest'
import { uuidv7 } from './uuid.ts'

test('an id tells its time, its version and its variant, and is new each time', () => {
  // The example of RFC 9562, appendix A.6.
  expect(uuidv7(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7())).size).toBe(1000)
})

test('ids of later milliseconds sort after those of earlier ones', () => {
  const ids = Array.from({ length: 50 }, (_, index) => uuidv7(1_700_000_000_000 + index))
  expect(ids.toSorted()).toEqual(ids)
})
