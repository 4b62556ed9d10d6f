import { EMBEDDED_FAILURE } from '@daybook/db/embedded'
import { isConfigError } from '@daybook/runtime'

/** EX_CONFIG of sysexits(3): a supervisor that sees it need not try again. */
export const exitCodeConfig = 78

type Refusal = Error & { exitCode: number }

/** An error whose message is all that the person at the terminal needs: printed without a stack. */
export function refusal(message: string, exitCode = 1): Refusal {
  return Object.assign(new Error(message), { name: 'Refusal', exitCode })
}

/** Errors that other packages word for people. */
const worded = new Set([EMBEDDED_FAILURE, 'ServerRefusedError'])

/** What to print for an error, and what to exit with. */
export function explain(error: unknown): { text: string; exitCode: number } {
  if (!(error instanceof Error)) return { text: String(error), exitCode: 1 }
  if (isConfigError(error)) return { text: error.message, exitCode: exitCodeConfig }
  if (isRefusal(error)) return { text: error.message, exitCode: error.exitCode }
  if (worded.has(error.name)) return { text: error.message, exitCode: 1 }
  return { text: error.stack ?? error.message, exitCode: 1 }
}

function isRefusal(error: Error): error is Refusal {
  return error.name === 'Refusal' && 'exitCode' in error
}
