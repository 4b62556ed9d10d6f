import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinKey, joinMember, parsePath } from './path.ts'

test('any keys and members joined to a path are found again in it', () => {
  const step = fc.record({ isMember: fc.boolean(), name: fc.string({ unit: 'grapheme' }) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
      const path = steps.reduce(
        (sofar, { isMember, name }) => (isMember ? joinMember(sofar, name) : joinKey(sofar, name)),
        '',
      )
      expect(parsePath(path)?.map((segment) => segment.name)).toEqual(steps.map(({ name }) => name))
    }),
  )
})

test('a path in another notation is not taken apart wrongly', () => {
  for (const path of ['a[', 'a b', "a['b']", 'a[b].c]', '"a"']) expect(parsePath(path)).toBeNull()
})
