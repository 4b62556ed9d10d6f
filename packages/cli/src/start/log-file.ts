import { closeSync, copyFileSync, fstatSync, mkdirSync, openSync, readSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { StringDecoder } from 'node:string_decoder'

const BYTES_MAX = 20_000_000
const LOOK_MS = 200
const CHUNK_BYTES = 65_536

/** Opens a log for a process to append to. Its owner alone may read it: a log tells who did what. */
export function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  return openSync(file, 'a', 0o600)
}

/**
 * Passes on each line that is appended from now on, and keeps the log from growing without end: past `bytesMax` it goes
 * on empty, beside one copy of what was before. Returns how to stop, after everything written so far was passed on.
 */
export function followLog(file: string, onLine: (line: string) => void, bytesMax = BYTES_MAX): () => void {
  const descriptor = openSync(file, 'r')
  const decoder = new StringDecoder('utf8')
  const chunk = Buffer.alloc(CHUNK_BYTES)
  let offset = fstatSync(descriptor).size
  let rest = ''

  const look = () => {
    for (;;) {
      const count = readSync(descriptor, chunk, 0, chunk.length, offset)
      if (count === 0) break
      offset += count
      const lines = (rest + decoder.write(chunk.subarray(0, count))).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    }
    if (offset > bytesMax) {
      // What is written between these two lines is lost. It is a log of requests, not the log.
      copyFileSync(file, `${file}.1`)
      truncateSync(file)
      offset = 0
    }
  }

  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    look()
    if (rest !== '') onLine(rest)
    closeSync(descriptor)
  }
}
