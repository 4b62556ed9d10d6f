import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const BYTES_MAX = 20_000_000

/** A log that keeps at most twice `bytesMax`: the current file and the one before it. */
export function openLogFile(file: string, bytesMax = BYTES_MAX): (line: string) => void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0

  return (line) => {
    const text = `${line}\n`
    if (size > 0 && size + text.length > bytesMax) {
      renameSync(file, `${file}.1`)
      size = 0
    }
    appendFileSync(file, text, { mode: 0o600 })
    size += Buffer.byteLength(text)
  }
}
