import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Fault, noOutcome, sum } from '../fault.ts'
import { createHarness, type Harness } from '../harness/harness.ts'
import { until } from '../harness/poll.ts'
import { isRefused } from '../load/answers.ts'
import { recoveryMsMax, survive } from './blow.ts'

const diskBytes = 400 * 1024 * 1024
/** Left free when the rest is filled: soon used up. */
const leftBytes = 2 * 1024 * 1024
/** Refusals that show that the disk is full, and not only slow. */
const refusalsMin = 30

export const fillDisk: Fault = {
  name: 'F5',
  title: 'the disk of the database is full, and has room again',
  repeats: { short: 1, long: 3 },
  seconds: { short: 0, long: 0 },
  async run(_harness, trouble) {
    const disk = makeDisk()
    if ('reason' in disk) return { ...noOutcome(), skipped: disk.reason }
    try {
      // A database of its own, on a small disk of its own: never on that of the machine.
      await using harness = await createHarness(disk.dir)
      let total = noOutcome()
      for (let round = 1; round <= trouble.repeats; round++) {
        let restarts = 0
        const outcome = await survive(harness, trouble, {
          fromItsEnd: true,
          senders: 16,
          batchMax: 200,
          async strike(load) {
            const empty = fill(disk.dir)
            try {
              const before = load.answers.all.length
              const refused = () => load.answers.all.slice(before).filter(isRefused).length >= refusalsMin
              await until(refused, { what: 'a disk that is full', ms: recoveryMsMax })
            } finally {
              empty()
            }
            restarts = await startIfEnded(harness)
          },
        })
        const notes = [
          restarts > 0 ? 'the database had ended itself and was started again' : 'the database went on by itself',
        ]
        total = sum(total, { ...outcome, notes })
      }
      return total
    } finally {
      disk.remove()
    }
  },
}

/** PostgreSQL ends itself where it cannot even write its log of changes; its supervisor starts it again. */
async function startIfEnded({ database }: Harness): Promise<number> {
  if (database.isRunning()) return 0
  await database.restart()
  return 1
}

function makeDisk(): { dir: string; remove: () => void } | { reason: string } {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { reason: 'only root on Linux can make a small disk of its own' }
  const dir = mkdtempSync(path.join(tmpdir(), 'daybook-disk-'))
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes},mode=711`, 'tmpfs', dir], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    rmSync(dir, { recursive: true })
    return { reason: `a small disk cannot be made here: ${stderr?.trim()}` }
  }
  const remove = () => {
    process.off('exit', remove)
    spawnSync('umount', ['-l', dir])
    rmSync(dir, { recursive: true, force: true })
  }
  // A run that is interrupted leaves no disk behind either.
  process.on('exit', remove)
  return { dir, remove }
}

/** Fills a disk up to a rest; answers how to give the room back. */
function fill(dir: string): () => void {
  const ballast = path.join(dir, 'ballast')
  const { bavail, bsize } = statfsSync(dir)
  const file = openSync(ballast, 'w')
  const block = Buffer.alloc(1024 * 1024)
  try {
    for (let rest = bavail * bsize - leftBytes; rest > 0; rest -= block.length) writeSync(file, block)
  } catch (error) {
    // The database has written meanwhile: what was to be left is used up already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
  return () => rmSync(ballast, { force: true })
}
