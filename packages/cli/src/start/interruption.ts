const PARENT_CHECK_MS = 1000

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
  watchParent(() => controller.abort())
  return controller.signal
}

/** Resolves when the signal is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/**
 * Package managers stand between a supervisor and a script, and not all of them pass a signal on before they end. One
 * that is gone has been told to stop.
 */
function watchParent(onGone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, PARENT_CHECK_MS)
  timer.unref()
}
