import { expect, test } from 'vitest'
import { readTogether } from './read-together.ts'

/** Reads that end when they are told to, and what was asked for. */
function slowReads() {
  const asked: string[] = []
  const ends: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = []
  const read = readTogether((what) => {
    asked.push(what)
    return new Promise<string>((resolve, reject) => ends.push({ resolve, reject }))
  })
  return { read, asked, ends }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('all who ask while a read is under way share the next one, which begins after they came', async () => {
  const { read, asked, ends } = slowReads()
  const first = read('key')
  const late = [read('key'), read('key'), read('key')]
  expect(asked).toEqual(['key'])
  ends[0]?.resolve('before it was revoked')
  expect(await first).toBe('before it was revoked')
  await turn()
  expect(asked).toEqual(['key', 'key'])
  ends[1]?.resolve('revoked')
  expect(await Promise.all(late)).toEqual(['revoked', 'revoked', 'revoked'])
})

test('who asks when nobody else does is read for at once', async () => {
  const { read, asked, ends } = slowReads()
  for (let count = 1; count <= 3; count++) {
    const one = read('key')
    expect(asked).toHaveLength(count)
    ends[count - 1]?.resolve(String(count))
    expect(await one).toBe(String(count))
    await turn()
  }
})

test('different keys wait for nobody', () => {
  const { read, asked } = slowReads()
  void read('one')
  void read('two')
  expect(asked).toEqual(['one', 'two'])
})

test('a read that fails is the failure of those who asked for it, and the next is tried afresh', async () => {
  const { read, ends } = slowReads()
  const first = read('key')
  const second = read('key')
  ends[0]?.reject(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  await turn()
  ends[1]?.resolve('there')
  expect(await second).toBe('there')
})

test('a read that does not end holds up nobody who comes later for long', async () => {
  const { read, asked, ends } = slowReads()
  void read('key')
  const start = performance.now()
  const second = read('key')
  await expect.poll(() => asked.length).toBe(2)
  expect(performance.now() - start).toBeGreaterThan(200)
  ends[1]?.resolve('there')
  expect(await second).toBe('there')
})
