import type { ReadyCheck } from '../http/probes.ts'

/**
 * Whether the database has the schema of this release. Asked until it is so, then never again: a later release that
 * migrates it does not make this process unable to go on.
 *
 * @param isMigrated asks the database.
 */
export function schemaCheck(isMigrated: () => Promise<boolean>): ReadyCheck {
  let isCurrent = false
  return {
    name: 'schema',
    async check() {
      isCurrent ||= await isMigrated()
      return isCurrent ? null : 'the schema is not the one of this release: run daybook migrate'
    },
  }
}
