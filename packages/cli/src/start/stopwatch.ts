export type Stopwatch = {
  /** Times one part of the work. Parts may overlap. */
  time: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>
  /** `7.9 s (database 0.4, build 1.6)`: everything since the watch was made, then the parts. */
  report: () => string
}

/** `onPart` is told each part when it is done. */
export function createStopwatch(onPart: (part: string) => void = () => {}, now = () => performance.now()): Stopwatch {
  const begun = now()
  const parts: string[] = []
  const since = (start: number) => ((now() - start) / 1000).toFixed(1)

  return {
    time: async (name, work) => {
      const start = now()
      const value = await work()
      const part = `${name} ${since(start)}`
      parts.push(part)
      onPart(part)
      return value
    },
    report: () => `${since(begun)} s (${parts.join(', ')})`,
  }
}
