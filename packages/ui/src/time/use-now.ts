import { useEffect, useState } from 'react'

/**
 * The present, starting from the server's reading (so that server and browser render alike) and moving on with the
 * browser's stopwatch, not its clock: that one may be wrong.
 */
export function useNow(serverNow: string, everySeconds = 30): Date {
  const [now, setNow] = useState(() => new Date(serverNow))
  useEffect(() => {
    const start = performance.now()
    const base = new Date(serverNow).getTime()
    const tick = () => setNow(new Date(base + performance.now() - start))
    const timer = setInterval(tick, everySeconds * 1000)
    return () => clearInterval(timer)
  }, [serverNow, everySeconds])
  return now
}
