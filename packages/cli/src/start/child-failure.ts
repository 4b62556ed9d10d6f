import { exitCodeConfig, refusal } from '../failure.ts'
import type { Child, ChildEnd } from './child.ts'
import { readLogLine } from './log-line.ts'

/** Why everything ends: one process has, with what it said last. */
export function childFailure(child: Child, why: ChildEnd | string): Error {
  const reason = typeof why === 'string' ? why : `ended with ${why.signal ?? `code ${why.code}`}`
  const said = child.lastLines().map((line) => `  ${readLogLine(line).text}`)
  const isConfig = typeof why !== 'string' && why.code === exitCodeConfig
  return refusal([`${child.name} ${reason}`, ...said].join('\n'), isConfig ? exitCodeConfig : 1)
}
