import { performance } from 'node:perf_hooks'

export type Run = {
  events: number
  seconds: number
  /** Milliseconds from the sending of each piece of work to its acknowledgement. */
  latencies: number[]
}

export type Load = {
  /** How many pieces of work are under way at once. */
  connections: number
  /** Nothing new is begun after that. */
  seconds: number
  /** Pieces of work at the most. */
  pieces: number
  /** Does one piece; answers how many events it was. */
  work: (piece: number, connection: number) => Promise<number>
}

/** Keeps every connection busy until there is nothing left to do or the time is over. */
export async function drive({ connections, seconds, pieces, work }: Load): Promise<Run> {
  const latencies: number[] = []
  let [events, next] = [0, 0]
  const start = performance.now()
  const end = start + seconds * 1000

  async function keepBusy(connection: number): Promise<void> {
    while (next < pieces && performance.now() < end) {
      const piece = next++
      const begun = performance.now()
      const done = await work(piece, connection)
      events += done
      latencies.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, connection) => keepBusy(connection)))
  return { events, seconds: (performance.now() - start) / 1000, latencies }
}
