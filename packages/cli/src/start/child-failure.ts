import { exitCodeConfig, refusal } from '../failure.ts'
import type { Child, ChildEnd } from './child.ts'

/** Why everything ends: one process has. What it said last was shown when it said it; the log has the rest. */
export function childFailure({ name, logFile }: Child, why: ChildEnd | string): Error {
  const reason = typeof why === 'string' ? why : `ended with ${why.signal ?? `code ${why.code}`}`
  const isConfig = typeof why !== 'string' && why.code === exitCodeConfig
  return refusal(`The ${name} ${reason}. Its log: ${logFile}`, isConfig ? exitCodeConfig : 1)
}
