import { loadConfig } from '@daybook/runtime'
import { refusal } from '../failure.ts'
import { buildApps, refuseUnbuilt } from './build.ts'
import type { Child } from './child.ts'
import { childFailure } from './child-failure.ts'
import { type AppUrls, openDatabase } from './database.ts'
import { type Demo, loadDemo, settleDemo } from './demo.ts'
import { claimHome, emptyHome } from './home.ts'
import { type Interruption, listenForInterruption } from './interruption.ts'
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
  interruption: Interruption
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
  const work: Work = {
    ...{ options, config, env, dev, interruption },
    demo: config.demo === null || options.empty ? null : settleDemo(config.demo, config.home),
    watch: createStopwatch(),
    stops: [],
    show: (line) => process.stderr.write(`${line}\n`),
  }

  try {
    await run(work)
  } catch (error) {
    // What was interrupted on the way up fails somehow; that is not worth a word.
    if (!interruption.signal.aborted) throw error
  } finally {
    for (const stop of work.stops.reverse()) await stop()
    releaseHome()
  }
  process.exit(0)
}

async function run(work: Work): Promise<void> {
  const { config, options, demo, watch, interruption } = work
  await refuseTakenPorts(config)
  if (options.fresh) await emptyHome(config)

  const { children, hasDemo } = await bringUp(work)
  process.stdout.write(`${summary(config, hasDemo ? demo : null, { colour: process.stdout.isTTY })}\n`)
  process.stdout.write(`Ready in ${watch.report()}. Ctrl-C stops everything.\n`)
  await Promise.race([interruption.happened, ...children.map(failWhenEnded)])
}

async function bringUp(work: Work): Promise<{ children: Child[]; hasDemo: boolean }> {
  const { watch, interruption } = work
  // Building needs the processor, loading the demo mostly the database: side by side they take little longer than one.
  const [{ urls, hasDemo }] = await both(prepareDatabase(work), prepareApps(work))
  interruption.signal.throwIfAborted()

  return await watch.time('processes', async () => {
    const children = [startRecorder(urls, work), ...startApps(urls, work)]
    work.stops.push(async () => {
      await Promise.all(children.map((child) => child.stop(GRACE_MS)))
    })
    const ready = Promise.all(children.map((child) => untilReady(child, readinessUrl(child.name, work))))
    await Promise.race([ready, interruption.happened])
    interruption.signal.throwIfAborted()
    return { children, hasDemo }
  })
}

type Prepared = { urls: AppUrls; hasDemo: boolean }

async function prepareDatabase({ config, demo, env, watch, interruption, stops, show }: Work): Promise<Prepared> {
  const { signal } = interruption
  const database = await watch.time('database', () => openDatabase(config, { log: show }))
  stops.push(database.stop)
  if (database.sharedWith !== undefined) {
    throw refusal(
      `Another command (process ${database.sharedWith}) is using the database in ${config.home}: let it end.`,
    )
  }

  const urls = await watch.time('migrations', async () => {
    await database.migrate()
    return await database.appUrls()
  })
  signal.throwIfAborted()
  const { ownerUrl } = database
  if (demo === null || ownerUrl === null) return { urls, hasDemo: false }
  return { urls, hasDemo: await watch.time('demo', () => loadDemo(demo, { ownerUrl, env, signal })) }
}

async function prepareApps({ options, dev, env, watch, interruption }: Work): Promise<void> {
  if (dev) return
  if (options.build) await watch.time('build', () => buildApps(env, interruption.signal))
  refuseUnbuilt()
}

/** Waits for both even if one fails, so that whatever the other one has started is known and can be ended. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return await Promise.all([first, second])
}

async function failWhenEnded(child: Child): Promise<never> {
  throw childFailure(child, await child.ended)
}
