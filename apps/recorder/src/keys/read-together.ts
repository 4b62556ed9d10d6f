/**
 * How long those who wait let a read go on before they begin another beside it, milliseconds: its connection may be
 * dead, and they must not die with it.
 */
const patienceMs = 250

/**
 * Reads once for all who ask for the same at the same moment. Whoever comes while a read is under way gets the result
 * of the next: it was read after they came, never before, as if they had read it alone.
 */
export function readTogether<Result>(read: (what: string) => Promise<Result>): (what: string) => Promise<Result> {
  const underWay = new Map<string, Promise<Result>>()
  const upcoming = new Map<string, Promise<Result>>()

  function begin(what: string): Promise<Result> {
    const reading = read(what)
    underWay.set(what, reading)
    const end = () => {
      if (underWay.get(what) === reading) underWay.delete(what)
    }
    reading.then(end, end)
    return reading
  }

  async function beginAfter(what: string, reading: Promise<Result>): Promise<Result> {
    await settled(reading, patienceMs)
    upcoming.delete(what)
    return await begin(what)
  }

  return (what) => {
    const reading = underWay.get(what)
    if (reading === undefined) return begin(what)
    const next = upcoming.get(what) ?? beginAfter(what, reading)
    upcoming.set(what, next)
    return next
  }
}

/** Resolves when the work has ended, however it did, or after so many milliseconds. */
function settled(work: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    work.then(end, end)
  })
}
