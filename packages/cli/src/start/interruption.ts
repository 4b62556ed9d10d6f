const PARENT_CHECK_MS = 1000

export type Interruption = {
  /** Aborted as soon as somebody wants everything to end. */
  signal: AbortSignal
  /** Resolves then. */
  happened: Promise<void>
}

/**
 * Listens for the wish to end: Ctrl-C, a supervisor's SIGTERM, a closed terminal. A second one does not wait for
 * anybody; what is left notices that we are gone and ends by itself.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController()
  const happened = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true })
  })

  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  watchParent(() => controller.abort())
  return { signal: controller.signal, happened }
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
