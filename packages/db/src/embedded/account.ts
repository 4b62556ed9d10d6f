import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { embeddedFailure } from './failure.ts'

/** The system account that PostgreSQL runs under; nothing means our own. */
export type Account = { uid: number; gid: number } | undefined

// PostgreSQL refuses to run as root, so root hands it to `nobody`: no account has to be created for it.
const NOBODY = 65534

/** Whom the server runs as: `nobody` when we are root, ourselves otherwise. */
export function serverAccount(): Account {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined
}

/** Gives a file or directory to the account the server runs under. */
export function giveTo(account: Account, target: string): void {
  if (account === undefined) return
  try {
    chownSync(target, account.uid, account.gid)
  } catch (cause) {
    throw embeddedFailure(
      `runs as the user "nobody" when root starts it, and ${target} is on a file system that root cannot give away. ` +
        'Start Daybook as an ordinary user, or keep DAYBOOK_HOME elsewhere.',
      cause,
    )
  }
}

/**
 * How a server program whose working directory is `directory` names it on its command line. That directory is entered
 * while still root, so from version 16 on the second name serves where `nobody` may not walk the path (a clone under a
 * private home); older servers leave their working directory while starting.
 */
export function ownName(account: Account, directory: string): string {
  return account === undefined || mayEnter(account, directory) ? directory : '/proc/self/cwd'
}

function mayEnter(account: Account, directory: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...account, cwd: '/' }).status === 0
}
