type Bytes = Uint8Array<ArrayBuffer>
type Reader = ReadableStreamDefaultReader<Uint8Array>
type Read = ReturnType<Reader['read']>

/** A body that is complete, or one of which only the beginning is there yet. */
export type Ahead = { whole: Bytes } | { stream: ReadableStream<Uint8Array> }

/** More than this is not held back to find out whether it is all. */
const bytesMax = 512 * 1024

/**
 * Reads what a body has to give right now. Most bodies turn out to be complete: those can be packed in one piece and
 * sent with their length, so that a client which has read everything does not hang up before an end that is still on
 * its way. Of the others nothing is delayed by more than a turn of the event loop.
 */
export async function readAhead(body: ReadableStream<Uint8Array>): Promise<Ahead> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size < bytesMax) {
    const next = reader.read()
    const result = await Promise.race([settled(next), turns(2)])
    if (result === null) return { stream: resume(chunks, next, reader) }
    if (result.done) return { whole: concat(chunks, size) }
    chunks.push(result.value)
    size += result.value.byteLength
  }
  return { stream: resume(chunks, reader.read(), reader) }
}

/** Null for a read that fails: whoever reads on meets the failure where it belongs. */
function settled(next: Read): Promise<Awaited<Read> | null> {
  return next.catch(() => null)
}

async function turns(count: number): Promise<null> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  return null
}

function concat(chunks: readonly Uint8Array[], size: number): Bytes {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

/** The body again, from its beginning, with a read that is under way already. */
function resume(chunks: readonly Uint8Array[], next: Read, reader: Reader): ReadableStream<Uint8Array> {
  let pending: Read | null = next
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
    },
    async pull(controller) {
      const read = pending ?? reader.read()
      pending = null
      const { done, value } = await read
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
