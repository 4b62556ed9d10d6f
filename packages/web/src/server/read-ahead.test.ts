import { expect, test } from 'vitest'
import { type Ahead, readAhead } from './read-ahead.ts'

function textOf(ahead: Ahead): Promise<string> {
  return new Response('whole' in ahead ? ahead.whole : ahead.stream).text()
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

test('a body that is all there is whole, in however many chunks it comes', async () => {
  const chunks = ['a', 'b', 'c']
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = chunks.shift()
      await Promise.resolve()
      if (chunk === undefined) controller.close()
      else controller.enqueue(bytes(chunk))
    },
  })
  const ahead = await readAhead(body)
  expect('whole' in ahead).toBe(true)
  expect(await textOf(ahead)).toBe('abc')
})

test('an empty body is whole', async () => {
  expect(await readAhead(new Response('').body ?? new ReadableStream())).toEqual({ whole: new Uint8Array() })
})

test('a body that goes on later loses nothing', async () => {
  let go = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes('first '))
      go = () => {
        controller.enqueue(bytes('second'))
        controller.close()
      }
    },
  })
  const ahead = await readAhead(body)
  expect('stream' in ahead).toBe(true)
  go()
  expect(await textOf(ahead)).toBe('first second')
})

test('a large body is not held in memory', async () => {
  const block = new Uint8Array(64 * 1024)
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1
      if (sent > 1000) controller.close()
      else controller.enqueue(block)
    },
  })
  const ahead = await readAhead(body)
  expect('stream' in ahead).toBe(true)
  expect(sent).toBeLessThan(20)
  expect((await new Response('stream' in ahead ? ahead.stream : null).arrayBuffer()).byteLength).toBe(64 * 1024 * 1000)
})

test('a failure reaches whoever reads on, after what came before it', async () => {
  let pulls = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1
      if (pulls === 1) controller.enqueue(bytes('half'))
      else controller.error(new Error('broken'))
    },
  })
  const ahead = await readAhead(body)
  await expect(textOf(ahead)).rejects.toThrow('broken')
})

test('who stops reading stops the source', async () => {
  let reason: unknown = null
  const body = new ReadableStream<Uint8Array>({
    cancel: (given) => {
      reason = given
    },
  })
  const ahead = await readAhead(body)
  if ('stream' in ahead) await ahead.stream.cancel('enough')
  expect(reason).toBe('enough')
})
