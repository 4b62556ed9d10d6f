import { watchAncestors } from './ancestors.ts'

/**
 * Listens for the wish to end: Ctrl-C, a supervisor's SIGTERM, a closed terminal. A second one does not wait for
 * anybody; what is left notices that we are gone and ends by itself.
 */
export function listenForInterruption(): AbortSignal {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  watchAncestors(() => controller.abort())
  return controller.signal
}

/** Resolves when the signal is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
