const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Calls `last` when this process ends by itself or by a signal that nobody else handles. Whoever handles signals
 * decides when to stop; but a process that just dies of one would leave the server behind.
 */
export function onLauncherEnd(last: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return
    forget()
    last()
    process.kill(process.pid, signal)
  }
  const forget = () => {
    process.off('exit', last)
    for (const signal of signals) process.off(signal, onSignal)
  }

  process.on('exit', last)
  for (const signal of signals) process.on(signal, onSignal)
  return forget
}
