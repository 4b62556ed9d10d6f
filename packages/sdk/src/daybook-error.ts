import type { DaybookEvent } from './event.ts'
import type { Problem } from './problem.ts'

interface Failure {
  message: string
  code: string
  status?: number | null
  problem?: Problem | null
  isRetryable?: boolean
  cause?: unknown
}

/**
 * Events that the recorder did not acknowledge. `events` are those events with the ids they were sent under: it is safe
 * to record them again, because what arrived after all is not recorded twice.
 */
export class DaybookError extends Error {
  override readonly name = 'DaybookError'
  /** The problem's code, or `network`, `timeout` or `answer-unreadable`. */
  readonly code: string
  /** Of the answer; null when there was none. */
  readonly status: number | null
  readonly problem: Problem | null
  /** Whether the same request may succeed later. It was repeated already, as often as the client may. */
  readonly isRetryable: boolean
  events: readonly DaybookEvent[] = []

  constructor({ message, code, status = null, problem = null, isRetryable = false, cause }: Failure) {
    super(message, { cause })
    this.code = code
    this.status = status
    this.problem = problem
    this.isRetryable = isRetryable
  }
}
