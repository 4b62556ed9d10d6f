import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '@daybook/db/embedded'
import { prepareTemplate } from '@daybook/db/testing'
import type { TestProject } from 'vitest/node'
import { postgresBinaries, wantedMajor } from './binaries.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run: its superuser's address; it holds the migrated database that tests clone. */
    daybookCluster: { url: string; major: number }
    /** The programs of that server where they are not the installed ones: for tests that start servers themselves. */
    postgresBinaries: string | null
  }
}

/** One server and one migrated template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const major = wantedMajor(process.env.DAYBOOK_TEST_POSTGRES)
  const nativeDir = postgresBinaries(major)
  const dir = mkdtempSync(path.join(tmpdir(), 'daybook-test-'))
  // As root, version 15 runs as nobody and has to walk to its files.
  chmodSync(dir, 0o711)
  const server = await startEmbedded({
    dir,
    password: randomBytes(18).toString('base64url'),
    ephemeral: true,
    nativeDir,
  })

  try {
    await prepareTemplate(server.url())
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('daybookCluster', { url: server.url(), major })
  project.provide('postgresBinaries', nativeDir ?? null)
  return () => server.stop()
}
