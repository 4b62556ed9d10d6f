import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureDatabase, startEmbedded } from '@daybook/db/embedded'
import type { TestProject } from 'vitest/node'
import { postgresBinaries, wantedMajor } from './binaries.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The cluster of this run: its superuser's address, and the migrated database that tests clone. */
    daybookCluster: { url: string; template: string; major: number }
  }
}

const template = 'daybook_template'

/** One server and one migrated template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const major = wantedMajor(process.env.DAYBOOK_TEST_POSTGRES)
  const server = await startEmbedded({
    dir: mkdtempSync(path.join(tmpdir(), 'daybook-test-')),
    password: randomBytes(18).toString('base64url'),
    ephemeral: true,
    nativeDir: postgresBinaries(major),
  })

  try {
    await ensureDatabase(server, template)
    const { migrate } = await import('@daybook/db/migrate')
    await migrate({ url: server.url(template) })
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('daybookCluster', { url: server.url(), template, major })
  return () => server.stop()
}
