import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { processStamp } from '@daybook/db/embedded'
import { expect, onTestFinished, test } from 'vitest'
import { tsxLoader } from './repository.ts'

const watching = `
  import { watchAncestors } from ${JSON.stringify(path.join(import.meta.dirname, 'ancestors.ts'))}
  watchAncestors(() => process.exit())
  console.log(process.pid)
  setInterval(() => {}, 1000)`

/** A watcher below a shell below another program; the outermost is what a supervisor would stop. */
async function startChain() {
  const node = `"${process.execPath}" --import ${tsxLoader} --input-type=module -e '${watching}'`
  const outer = spawn('/bin/sh', ['-c', `/bin/sh -c '${node.replaceAll("'", `'"'"'`)}; true'; true`], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [chunk] = await once(outer.stdout, 'data')
  const pid = Number(String(chunk).trim())
  onTestFinished(() => {
    if (processStamp(pid) !== undefined) process.kill(pid, 'SIGKILL')
  })
  expect(processStamp(pid)).toBeDefined()
  return { outer, pid }
}

test('a script ends when any of the programs that a package manager put above it is gone', async ({ skip }) => {
  skip(process.platform !== 'linux', 'other systems tell the parent only')
  const { outer, pid } = await startChain()
  outer.kill('SIGKILL')
  await expect.poll(() => processStamp(pid), { timeout: 10_000 }).toBeUndefined()
})
