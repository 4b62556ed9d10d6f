import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { connect } from '@daybook/db'
import type { BenchOptions, BodySize } from '../options.ts'
import { processorTime } from '../processor-time.ts'
import { readProfile, summarise } from '../profile.ts'
import { startRecorder } from '../recorder-process.ts'
import { type BenchServer, startServer } from '../server.ts'
import { tableLines } from '../table.ts'
import { appendSamples } from './appending.ts'
import { diskUse } from './disk-use.ts'
import { findingLines, findingsOf, type Round } from './findings.ts'
import { createFloor, emptyFloor, emptyLog, type FloorBatch, readBatches } from './floor.ts'
import { measurementsOf, type Site } from './measurements.ts'
import { createWorld } from './world.ts'

const warmUpSeconds = 1

/** How quickly events are recorded, step by step, against what PostgreSQL can do with the same rows. */
export async function ingest(options: BenchOptions): Promise<void> {
  const server = await startServer()
  const owner = connect(server.ownerUrl, { max: 2, name: 'bench', statementTimeout: 60_000 })
  try {
    const fill = (size: BodySize) => fillLog(server, { size, events: options.events })
    if (options.profile) return await profile(server, options)
    const otherSize = options.body === 'small' ? 'large' : 'small'
    await fill(otherSize)
    const otherUse = await diskUse(server.sql)
    await fill(options.body)
    const use = await diskUse(server.sql)
    await createFloor(server.sql)
    const batches = await readBatches(server.sql, 1000)

    const rounds = await measure(server, { options, batches })
    const findings = findingsOf(rounds)
    const uses = { [options.body]: use, [otherSize]: otherUse }
    if (options.json) print(JSON.stringify({ options, findings, bytesPerEvent: uses }, null, 2))
    else print(...findingLines(findings), '', ...useLines({ small: uses.small ?? [], large: uses.large ?? [] }))
  } finally {
    await owner.close()
    await server.stop()
  }

  async function fillLog({ sql }: BenchServer, { size, events }: { size: BodySize; events: number }) {
    await emptyLog(sql)
    await appendSamples(owner, { count: events, size, logs: 20 })
  }

  async function measure(
    site: BenchServer,
    { options: settings, batches }: { options: BenchOptions; batches: FloorBatch[] },
  ): Promise<Map<string, Round[]>> {
    const world = await createWorld(owner)
    const recorder = await startRecorder(site, { profileDirectory: null })
    try {
      return await runRounds({ server: site, recorder, world, options: settings, batches })
    } finally {
      await recorder.stop()
    }
  }

  async function profile(site: BenchServer, settings: BenchOptions): Promise<void> {
    const profileDirectory = path.join(site.directory, 'profile')
    mkdirSync(profileDirectory)
    const world = await createWorld(owner)
    const started = performance.now()
    const recorder = await startRecorder(site, { profileDirectory })
    const only = settings.only || 'http by 100, 20 logs'
    let fromMs = 0
    try {
      const batches: FloorBatch[] = []
      const { measurements, close } = measurementsOf({
        server: site,
        recorder,
        world,
        options: { ...settings, only },
        batches,
      })
      const measurement = measurements.find(({ name }) => name.includes(only))
      await measurement?.run(warmUpSeconds)
      fromMs = performance.now() - started
      const end = performance.now() + settings.seconds * settings.rounds * 1000
      while (performance.now() < end) await measurement?.run((end - performance.now()) / 1000)
      await close()
    } finally {
      await recorder.stop()
    }
    const summary = summarise(readProfile(profileDirectory), fromMs)
    if (settings.json) return print(JSON.stringify(summary, null, 2))
    const rows = (times: { name: string; share: number }[]) =>
      times.map(({ name, share }) => [name, `${(share * 100).toFixed(1)} %`])
    print(...tableLines(['package', 'share'], rows(summary.packages)), '')
    print(...tableLines(['function', 'share'], rows(summary.functions)))
  }
}

/** Each measurement once a round, after one round that counts for nothing. All start with empty tables. */
async function runRounds(site: Site): Promise<Map<string, Round[]>> {
  const { options, server, recorder } = site
  const { measurements, close } = measurementsOf(site)
  const rounds = new Map<string, Round[]>(measurements.map(({ name }) => [name, []]))
  const pids = { recorder: recorder.pid, postmaster: server.pid }
  for (let round = 0; round <= options.rounds; round++) {
    for (const { name, run } of measurements) {
      await emptyFloor(server.sql)
      await emptyLog(server.sql)
      const before = processorTime(pids)
      const result = await run(round === 0 ? Math.min(warmUpSeconds, options.seconds) : options.seconds)
      const after = processorTime(pids)
      const difference = (one: number | null, two: number | null) => (one === null || two === null ? null : two - one)
      const used = {
        bench: after.bench - before.bench,
        recorder: difference(before.recorder, after.recorder),
        postgres: difference(before.postgres, after.postgres),
      }
      if (round > 0) rounds.get(name)?.push({ ...result, used })
    }
  }
  await close()
  return rounds
}

function useLines(uses: Record<BodySize, { part: string; bytesPerEvent: number }[]>): string[] {
  const parts = [...new Set([...uses.small, ...uses.large].map(({ part }) => part))]
  const find = (size: BodySize, wanted: string) =>
    Math.round(uses[size].find(({ part }) => part === wanted)?.bytesPerEvent ?? 0)
  return tableLines(
    ['bytes per event on disk', 'small', 'large'],
    parts.map((part) => [part, find('small', part), find('large', part)]),
  )
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
