import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type FaultDatabase, startDatabase } from './database.ts'
import { type RecorderProcess, startRecorder } from './recorder.ts'
import { createOperator, createTenants, type Operator, type Tenant } from './tenants.ts'

/** What a fault strikes: a database, a recorder on it, and the operator's key. */
export interface Harness extends AsyncDisposable {
  database: FaultDatabase
  operator: Operator
  /** Where events are sent to; the same address for every recorder that follows another. */
  url: string
  recorder(): RecorderProcess
  /** Kills the recorder if it still lives and starts another at its address. It may not be ready yet. */
  replaceRecorder(options?: { databaseUrl?: string }): Promise<RecorderProcess>
  /** One more beside it, at an address of its own. It may not be ready yet. */
  addRecorder(options?: { port?: number }): Promise<RecorderProcess>
  tenants(count: number): Promise<Tenant[]>
}

/** @param parent where its files are; a directory of its own below the temporary one by default. */
export async function createHarness(parent = tmpdir()): Promise<Harness> {
  const dir = mkdtempSync(path.join(parent, 'daybook-faults-'))
  // Where root starts the database, it runs as nobody and has to walk to its files.
  chmodSync(dir, 0o711)
  const home = path.join(dir, 'home')
  mkdirSync(home)
  const undo: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })]
  const dispose = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }

  try {
    const database = await startDatabase(dir)
    undo.push(() => database.stop())
    const operator = await createOperator(database)
    const started: RecorderProcess[] = []
    undo.push(() => Promise.all(started.map((each) => each.kill())))
    const start = async (options: { databaseUrl?: string; port?: number }) => {
      const recorder = await startRecorder({ databaseUrl: database.recorderUrl, home, ...options })
      started.push(recorder)
      return recorder
    }
    let current = await start({})
    await current.untilReady()
    return {
      ...{ database, operator, url: current.url },
      recorder: () => current,
      async replaceRecorder(options = {}) {
        await current.kill()
        current = await start({ ...options, port: current.port })
        return current
      },
      addRecorder: (options = {}) => start(options),
      tenants: (count) => createTenants(database, count),
      [Symbol.asyncDispose]: dispose,
    }
  } catch (error) {
    await dispose()
    throw error
  }
}
