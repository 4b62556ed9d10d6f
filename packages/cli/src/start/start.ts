import { loadConfig } from '@daybook/runtime'
import { refusal } from '../failure.ts'
import { buildApps, refuseUnbuilt } from './build.ts'
import type { Child } from './child.ts'
import { childFailure } from './child-failure.ts'
import { type AppUrls, openDatabase } from './database.ts'
import { type Demo, loadDemo, settleDemo } from './demo.ts'
import { claimHome, emptyHome } from './home.ts'
import { listenForInterruption, whenAborted } from './interruption.ts'
import { refuseTakenPorts } from './ports.ts'
import { readinessUrl, type Surroundings, startApps, startRecorder } from './processes.ts'
import { untilReady } from './ready.ts'
import { createStopwatch, type Stopwatch } from './stopwatch.ts'
import { summary } from './summary.ts'

export type StartOptions = { fresh?: boolean; empty?: boolean; dev?: boolean; build: boolean }

/** Longer than a process takes that ends in good order. */
const GRACE_MS = 15_000

type Work = Surroundings & {
  options: StartOptions
  demo: Demo | null
  watch: Stopwatch
  /** Aborted when somebody wants everything to end, or when a part of it has failed. */
  signal: AbortSignal
  /** How to end what was started, in the order of starting. */
  stops: (() => Promise<void>)[]
}

/** Brings everything up, says where it is, and stays until it is told to end or one of the processes does. */
export async function start(options: StartOptions): Promise<void> {
  const dev = options.dev ?? false
  const env = { ...process.env, NODE_ENV: process.env.NODE_ENV ?? (dev ? 'development' : 'production') }
  const config = loadConfig(env)
  const releaseHome = claimHome(config.home)
  const interruption = listenForInterruption()
  const failure = new AbortController()
  const show = (line: string) => void process.stderr.write(`${line}\n`)
  const work: Work = {
    ...{ options, config, env, dev, show },
    demo: config.demo === null || options.empty ? null : settleDemo(config.demo, config.home),
    // The first start of a clone takes most of a minute: whoever waits sees that it goes on.
    watch: createStopwatch((part) => show(`  ${part} s`)),
    signal: AbortSignal.any([interruption, failure.signal]),
    stops: [],
  }

  try {
    await refuseTakenPorts(config)
    show('Starting Daybook …')
    if (options.fresh) await emptyHome(config)
    const { children, hasDemo } = await bringUp(work, () => failure.abort())
    process.stdout.write(`${summary(config, hasDemo ? work.demo : null, { colour: process.stdout.isTTY })}\n`)
    process.stdout.write(`Ready in ${work.watch.report()}. Ctrl-C stops everything.\n`)
    await Promise.race([whenAborted(interruption), ...children.map(failWhenEnded)])
  } catch (error) {
    // What was interrupted on the way up fails somehow; that is not worth a word.
    if (!interruption.aborted) throw error
  } finally {
    for (const stop of work.stops.reverse()) await stop()
    releaseHome()
  }
  process.exit(0)
}

/**
 * The database and the build go on side by side: one waits for the disk where the other needs the processor. The demo
 * world is loaded while the processes come up.
 */
async function bringUp(work: Work, onFailure: () => void): Promise<{ children: Child[]; hasDemo: boolean }> {
  const database = prepareDatabase(work)
  const [hasDemo, children] = await all(onFailure, [
    database.then(({ ownerUrl }) => prepareDemo(work, ownerUrl)),
    all(onFailure, [database, prepareApps(work)]).then(([{ urls }]) => startProcesses(work, urls)),
  ])
  return { children, hasDemo }
}

type Prepared = { ownerUrl: string | null; urls: AppUrls }

async function prepareDatabase({ config, watch, signal, stops, show }: Work): Promise<Prepared> {
  const database = await watch.time('database', () => openDatabase(config, { log: show }))
  stops.push(database.stop)
  if (database.sharedWith !== undefined) {
    throw refusal(
      `Another command (process ${database.sharedWith}) is using the database in ${config.home}: let it end.`,
    )
  }
  return await watch.time('migrations', async () => {
    await database.migrate()
    const urls = await database.appUrls()
    signal.throwIfAborted()
    return { ownerUrl: database.ownerUrl, urls }
  })
}

async function prepareDemo({ demo, env, watch, signal }: Work, ownerUrl: string | null): Promise<boolean> {
  if (demo === null || ownerUrl === null) return false
  return await watch.time('demo', () => loadDemo(demo, { ownerUrl, env, signal }))
}

async function prepareApps({ options, dev, env, watch, signal }: Work): Promise<void> {
  if (dev) return
  if (options.build) await watch.time('build', () => buildApps(env, signal))
  refuseUnbuilt()
}

async function startProcesses(work: Work, urls: AppUrls): Promise<Child[]> {
  const { watch, signal, stops } = work
  return await watch.time('processes', async () => {
    signal.throwIfAborted()
    const children = [startRecorder(urls, work), ...startApps(urls, work)]
    stops.push(async () => {
      await Promise.all(children.map((child) => child.stop(GRACE_MS)))
    })
    const ready = Promise.all(children.map((child) => untilReady(child, readinessUrl(child.name, work))))
    await Promise.race([ready, whenAborted(signal)])
    signal.throwIfAborted()
    return children
  })
}

/**
 * Waits for all. The first failure is the one to tell; it is told when the others have ended too, so that whatever they
 * have started is known and can be ended.
 */
async function all<Values extends unknown[]>(
  onFailure: () => void,
  parts: { [Index in keyof Values]: Promise<Values[Index]> },
): Promise<Values> {
  try {
    return await Promise.all(parts)
  } catch (error) {
    onFailure()
    await Promise.allSettled(parts)
    throw error
  }
}

async function failWhenEnded(child: Child): Promise<never> {
  throw childFailure(child, await child.ended)
}
