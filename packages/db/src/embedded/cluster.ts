import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Account, giveTo, ownName } from './account.ts'
import type { Binaries } from './binaries.ts'
import { embeddedFailure } from './failure.ts'

/** Makes the database cluster where there is none. True if it was made now; refuses one of another major version. */
export function prepareCluster(options: {
  binaries: Binaries
  account: Account
  dataDir: string
  password: string
  ephemeral: boolean
}): boolean {
  const { dataDir, binaries } = options
  const versionFile = path.join(dataDir, 'PG_VERSION')

  if (!existsSync(versionFile)) {
    create(options)
    return true
  }

  const written = readFileSync(versionFile, 'utf8').trim()
  if (written !== String(binaries.major)) {
    throw embeddedFailure(
      `is version ${binaries.major}, but ${dataDir} was written by version ${written}. ` +
        'Keep that directory, and dump and restore it with a server of its own version.',
    )
  }
  return false
}

type Creation = Parameters<typeof prepareCluster>[0]

function create(options: Creation): void {
  const { account, dataDir, password } = options
  const workDir = `${dataDir}.new`
  const cluster = path.join(workDir, 'cluster')
  const passwordFile = path.join(workDir, 'password')

  // A cluster takes its final name only when whole: an interrupted first start leaves nothing that looks like data.
  rmSync(workDir, { recursive: true, force: true })
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    for (const made of [workDir, cluster, passwordFile]) giveTo(account, made)
    initialise(options, cluster)
    renameSync(cluster, dataDir)
  } finally {
    rmSync(workDir, { recursive: true, force: true })
  }
}

function initialise({ binaries, account, ephemeral }: Creation, cluster: string): void {
  const failures: string[] = []

  for (const locale of localeChoices(binaries.major)) {
    const args = [
      ...['-D', ownName(account, cluster), '-U', 'postgres', '--pwfile=../password'],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', '--no-instructions', ...locale],
      ...(ephemeral ? ['--no-sync'] : []),
    ]
    const run = spawnSync(path.join(binaries.directory, 'bin/initdb'), args, {
      ...account,
      cwd: cluster,
      encoding: 'utf8',
    })
    if (run.status === 0) return
    failures.push(run.error?.message ?? `${run.stdout}${run.stderr}`.trim())
  }
  throw embeddedFailure(`could not create its files in ${cluster}:\n${failures.join('\n')}`)
}

/**
 * Text sorts by code point and knows the letters of Unicode. From version 17 the server brings that itself; before,
 * the system's C.UTF-8 does it, and where even that is missing only ASCII letters have two cases.
 */
function localeChoices(major: number): string[][] {
  return major >= 17
    ? [['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']]
    : [['--locale=C.UTF-8'], ['--locale=C']]
}
