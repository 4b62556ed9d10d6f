import type { Logger } from './logger.ts'

type Step = { name: string; stop: () => unknown }

/** A supervisor kills what has not ended by then; our own limit comes first, so that the end is in the log. */
const drainSecondsMax = 10

const steps: Step[] = []
let listening = false
let ending: Promise<void> | null = null
let reporter: Pick<Logger, 'info' | 'error'> | null = null

/**
 * Registers what has to end with the process. Steps run one after the other, the last registered first: what was opened
 * later leans on what was opened before. SIGTERM and SIGINT start it once; a second signal changes nothing. After ten
 * seconds at most the process exits with code 0.
 *
 * @returns a function that takes the step back.
 */
export function onShutdown(name: string, stop: () => unknown): () => void {
  listen()
  const step = { name, stop }
  steps.push(step)
  return () => {
    const index = steps.indexOf(step)
    if (index !== -1) steps.splice(index, 1)
  }
}

/** Runs the steps now, as a signal would, and ends the process. Never returns to a caller that could go on working. */
export function shutdown(reason: string): Promise<void> {
  ending ??= end(reason)
  return ending
}

/** Logs what nobody caught and exits with code 1: after that, nothing is known about the state of the process. */
export function exitOnCrash(logger: Logger): void {
  reporter = logger
  process.on('uncaughtException', (error) => crash(logger, error, 'uncaught exception'))
  process.on('unhandledRejection', (reason) => crash(logger, reason, 'unhandled rejection'))
}

function crash(logger: Logger, error: unknown, message: string): void {
  logger.fatal({ err: error }, message)
  logger.flush(() => process.exit(1))
  // A log that no longer accepts anything must not keep a broken process alive.
  setTimeout(() => process.exit(1), 500).unref()
}

function listen(): void {
  if (listening) return
  listening = true
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void shutdown(signal))
}

async function end(reason: string): Promise<void> {
  reporter?.info({ reason }, 'stopping')
  const limit = setTimeout(() => {
    reporter?.error({ limitSeconds: drainSecondsMax }, 'stopped before everything had ended')
    process.exit(0)
  }, drainSecondsMax * 1000)

  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    try {
      await step.stop()
    } catch (error) {
      reporter?.error({ err: error, step: step.name }, 'a step of the shutdown failed')
    }
  }
  clearTimeout(limit)
  reporter?.info('stopped')
  process.exit(0)
}
