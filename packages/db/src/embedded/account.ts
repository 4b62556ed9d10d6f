import { chownSync } from 'node:fs'

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
  if (account !== undefined) chownSync(target, account.uid, account.gid)
}

/**
 * How a server program whose working directory is `directory` names it on its command line. The working directory is entered while still
 * root, so this name holds even when `nobody` may not walk the path to it (a clone under a private home).
 */
export function ownName(account: Account, directory: string): string {
  return account !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : directory
}
