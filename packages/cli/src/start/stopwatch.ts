export type Stopwatch = {
  /** Times one part of the work. Parts may overlap. */
  time: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>
  /** `7.9 s (database 0.4, build 1.6)`: everything since the watch was made, then the parts. */
  report: () => string
}

export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  const begun = now()
  const parts: string[] = []
  const since = (start: number) => ((now() - start) / 1000).toFixed(1)

  return {
    time: async (name, work) => {
      const start = now()
      const value = await work()
      parts.push(`${name} ${since(start)}`)
      return value
    },
    report: () => `${since(begun)} s (${parts.join(', ')})`,
  }
}
