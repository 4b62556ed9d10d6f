import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

type End = { code: number | null; output: string }

/** Runs a script in a process of its own and sends `signal` once it has written `ready`. */
function run(script: string, signal?: NodeJS.Signals): Promise<End> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += String(chunk)
    if (signal !== undefined && output.includes('ready')) child.kill(signal)
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends what was opened last first, and exits with 0', async (signal) => {
  const end = await run(
    `import { onShutdown } from './shutdown.ts'
     onShutdown('database', () => console.log('database'))
     onShutdown('broken', () => { throw new Error('x') })
     onShutdown('server', async () => { await new Promise((r) => setTimeout(r, 50)); console.log('server') })
     onShutdown('taken back', () => console.log('never'))()
     setInterval(() => {}, 1000)
     console.log('ready')`,
    signal,
  )
  expect(end).toEqual({ code: 0, output: 'ready\nserver\ndatabase\n' })
})

test('a second signal changes nothing', async () => {
  const end = await run(
    `import { onShutdown } from './shutdown.ts'
     let runs = 0
     onShutdown('server', async () => {
       runs += 1
       process.kill(process.pid, 'SIGTERM')
       await new Promise((r) => setTimeout(r, 100))
       console.log('runs', runs)
     })
     setInterval(() => {}, 1000)
     console.log('ready')`,
    'SIGTERM',
  )
  expect(end).toEqual({ code: 0, output: 'ready\nruns 1\n' })
})

test.each([
  ['an exception', `setTimeout(() => { throw new Error('nobody catches this') }, 0)`, 'uncaught exception'],
  ['a rejection', `void Promise.reject(new Error('nobody catches this'))`, 'unhandled rejection'],
])('%s that nobody catches is logged and ends the process with 1', async (_case, statement, message) => {
  const end = await run(
    `import { createLogger } from './logger.ts'
     import { exitOnCrash } from './shutdown.ts'
     exitOnCrash(createLogger('test'))
     setInterval(() => {}, 1000)
     ${statement}`,
  )
  expect(end.code).toBe(1)
  expect(end.output).toContain(message)
  expect(end.output).toContain('nobody catches this')
})
