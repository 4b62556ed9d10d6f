import { connect, type Database } from '@daybook/db'
import postgres from 'postgres'
import { drive, type Run } from '../drive.ts'
import type { BenchOptions } from '../options.ts'
import type { RecorderProcess } from '../recorder-process.ts'
import type { BenchServer } from '../server.ts'
import { logIn, measureAppend, measureSealing, recordedSample } from './appending.ts'
import { copyBatch, type FloorBatch } from './floor.ts'
import { bodiesOf, measureSending } from './sending.ts'
import type { World } from './world.ts'

export type Measurement = { name: string; run: (seconds: number) => Promise<Run> }

/** What all others are compared with. */
export const floorName = 'floor: COPY by 1,000'

export type Site = {
  server: BenchServer
  recorder: RecorderProcess
  world: World
  options: BenchOptions
  batches: readonly FloorBatch[]
}

/** Everything that is measured, in the order of a round. */
export function measurementsOf(site: Site): { measurements: Measurement[]; close: () => Promise<void> } {
  const { server, options } = site
  const copying = [0, 1].map(() => postgres(server.superuserUrl, { max: 1, onnotice: () => {} }))
  const db = connect(server.appUrls.recorder, { max: 1, name: 'bench' })
  const measurements = [...floor(site, copying), ...appends(site, db), ...requests(site)].filter(
    ({ name }) => name === floorName || name.includes(options.only),
  )
  const close = async () => {
    await Promise.all([db.close(), ...copying.map((sql) => sql.end())])
  }
  return { measurements, close }
}

function floor({ batches }: Site, connections: readonly postgres.Sql[]): Measurement[] {
  const copy = (count: number) => (seconds: number) =>
    drive({
      connections: count,
      seconds,
      pieces: batches.length,
      work: async (piece, connection) => {
        const [sql, batch] = [connections[connection], batches[piece]]
        if (sql === undefined || batch === undefined) throw new Error('There is no such batch.')
        await copyBatch(sql, batch)
        return batch.log_entries.split('\n').length - 1
      },
    })
  return [
    { name: floorName, run: copy(1) },
    { name: `${floorName}, 2 connections`, run: copy(2) },
  ]
}

function appends({ options, world }: Site, db: Database): Measurement[] {
  const events = Array.from({ length: options.events }, (_, index) => recordedSample(index, options.body))
  const log = logIn(world.logs, 0)
  return [
    ...[1000, 100, 1].map((batch) => ({
      name: `append by ${batch.toLocaleString('en')}`,
      run: (seconds: number) => measureAppend(db, { events, log, batch, seconds }),
    })),
    { name: 'append without database', run: (seconds) => measureSealing({ events, log, batch: 100, seconds }) },
  ]
}

function requests({ options, recorder, world }: Site): Measurement[] {
  const { port } = recorder
  const { key, logs } = world
  const hot = logs.slice(0, 1)
  const inBatches = bodiesOf({ events: options.events, batch: 100, size: options.body })
  const alone = bodiesOf({ events: options.events, batch: 1, size: options.body })
  const sending = { port, key, connections: 16, bodies: inBatches, batch: 100 }
  return [
    { name: 'http by 100, 20 logs', run: (seconds) => measureSending({ ...sending, logs, seconds }) },
    { name: 'http by 100, hot log', run: (seconds) => measureSending({ ...sending, logs: hot, seconds }) },
    {
      name: 'http by 1, hot log',
      run: (seconds) => measureSending({ ...sending, logs: hot, bodies: alone, batch: 1, connections: 32, seconds }),
    },
  ]
}
