import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startChild } from './child.ts'
import { childFailure } from './child-failure.ts'
import { tsxLoader } from './repository.ts'

function temporary(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-child-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

function program(text: string): string {
  const file = path.join(temporary(), 'program.mts')
  writeFileSync(file, text)
  return file
}

/** Starts a program and waits for its first line. */
async function started(text: string) {
  const lines: string[] = []
  let onFirst: () => void
  const first = new Promise<void>((resolve) => {
    onFirst = resolve
  })
  const onLine = (line: string) => {
    lines.push(line)
    onFirst()
  }
  const logFile = path.join(temporary(), 'portal.log')
  const options = { name: 'portal' as const, args: [program(text)], cwd: '/', env: process.env, logFile }
  const child = startChild({ ...options, onLine }, tsxLoader)
  onTestFinished(() => child.stop(0))
  await first
  return { child, lines }
}

const staying = "setInterval(() => {}, 1000); console.log('up ' + process.pid);"

test('a process is asked to end and may do so in its own order', async () => {
  const { child, lines } = await started(
    `process.on('SIGTERM', () => { console.log('drained'); process.exit(7) }); ${staying}`,
  )
  await child.stop(30_000)
  expect(await child.ended).toEqual({ code: 7, signal: null })
  expect(lines).toContain('drained')
})

test('a process that does not end is killed', async () => {
  const { child } = await started(`process.on('SIGTERM', () => {}); ${staying}`)
  await child.stop(100)
  expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL' })
})

test('a process that ends by itself is named, and every line of it was passed on', async () => {
  const { child, lines } = await started(
    "console.log('starting'); console.error('no such table'); process.exitCode = 3",
  )
  expect(childFailure(child, await child.ended).message).toMatch(
    /^The portal ended with code 3\. Its log: .*portal\.log$/,
  )
  expect(lines.sort()).toEqual(['no such table', 'starting'])
})

test('a process ends when the one that started it is killed', async () => {
  const launcher = program(`
    import { startChild } from ${JSON.stringify(path.join(import.meta.dirname, 'child.ts'))}
    startChild({ name: 'portal', args: [${JSON.stringify(program(staying))}], cwd: '/', env: process.env, logFile: ${JSON.stringify(path.join(temporary(), 'portal.log'))},
      onLine: (line) => console.log(line) }, ${JSON.stringify(tsxLoader)})`)
  const killed = spawn(process.execPath, ['--import', tsxLoader, launcher], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunk] = await once(killed.stdout, 'data')
  const pid = Number(/up (\d+)/.exec(String(chunk))?.[1])
  expect(pid).toBeGreaterThan(0)

  killed.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
