import { expect, test } from 'vitest'
import { passwordProblem } from './password-strength.ts'

const known = ['Ada Byron', 'ada.byron@example.test', 'Acme Kitchens']

test.each([
  'password1234',
  'qwertyuiop12',
  '1234567890123',
  'iloveyou2024',
  'aaaaaaaaaaaaaaaa',
  'ada.byron@example.test',
  'AcmeKitchens1',
  'adabyron2026',
])('%s is refused, with a reason', async (password) => {
  expect(await passwordProblem(password, known)).toMatch(/^\p{Lu}.*\.$/u)
})

test('what is short is refused whatever it is made of, counted in characters', async () => {
  expect(await passwordProblem('x7#Qz!9', known)).toBe('Use at least 10 characters.')
  expect(await passwordProblem('🦊🌵🎷🧊🪁🛶🧭🎺🪕', known)).toBe('Use at least 10 characters.')
})

test.each([
  'correct horse battery staple',
  'hgT7-wqLp2-xx',
  'sommer regnet selten im keller',
  '🦊🌵🎷🧊🪁🛶🧭🎺🪕🥁🏮',
])('%s is taken', async (password) => {
  expect(await passwordProblem(password, known)).toBeNull()
})

test('a password of any length is judged at once', async () => {
  const start = performance.now()
  await passwordProblem(`${'abcdefgh1'.repeat(110)}`, known)
  expect(performance.now() - start).toBeLessThan(5000)
})
