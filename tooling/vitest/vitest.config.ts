import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const here = import.meta.dirname
const root = path.resolve(here, '../..')
const setupFiles = [path.join(here, 'src/console-guard.ts')]
const tests = '{packages,apps,tooling}/*/{src,app}/**/*'

/**
 * Three projects. `unit` needs nothing but Node. `database` gets one PostgreSQL for the run and a migrated template
 * that each test file clones; DAYBOOK_TEST_POSTGRES=15 runs it against the oldest supported version. `faults` starts
 * servers of its own, strikes them, and runs alone: others would suffer with them.
 */
export default defineConfig({
  root,
  test: {
    // One worker fewer than there are cores, but never a single one: much of a database test is waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: [`${tests}.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', '**/*.db.test.ts', '**/*.fault.test.ts'],
          setupFiles,
          // A few start a process of their own, on machines that do other things too.
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'database',
          include: [`${tests}.db.test.ts`],
          exclude: ['**/node_modules/**'],
          globalSetup: [path.join(here, 'src/database-setup.ts')],
          setupFiles,
          // Disks that really write, on machines that do other things too.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'faults',
          include: [`${tests}.fault.test.ts`],
          exclude: ['**/node_modules/**'],
          setupFiles,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
