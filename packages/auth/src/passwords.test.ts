import { expect, test } from 'vitest'
import { hashPassword, PasswordQueueFullError, verifyPassword } from './passwords.ts'

test('a password matches its own hash, in whichever Unicode form it was typed', async () => {
  const hash = await hashPassword('caf\u00e9 au lait')
  expect(await verifyPassword(hash, 'cafe\u0301 au lait')).toBe(true)
  expect(await verifyPassword(hash, 'cafe au lait')).toBe(false)
  expect(await verifyPassword(null, 'caf\u00e9 au lait')).toBe(false)
})

test('strangers wait in a queue that ends, and whoever is known goes before them, also when it is full', async () => {
  const done: string[] = []
  const check = (name: string, turn: 'known' | 'stranger') =>
    verifyPassword(null, 'x', turn).then(() => void done.push(name))
  // The first call makes the hash that nothing matches.
  await check('warm', 'stranger')
  const strangers = Array.from({ length: 66 }, (_, index) => check(`stranger ${index}`, 'stranger'))
  await expect(check('one too many', 'stranger')).rejects.toThrow(PasswordQueueFullError)
  await check('known', 'known')
  expect(done.indexOf('known')).toBeLessThan(5)
  await Promise.all(strangers)
  expect(done).toHaveLength(68)
})
