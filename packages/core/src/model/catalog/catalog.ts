import { actionKey } from '../action-key.ts'
import { accessDenied } from './access.ts'
import { auditLogAccessed, auditLogEvidenceOpened } from './audit-log.ts'
import type { ActionDefinition } from './define-action.ts'
import { importCompleted } from './import.ts'
import { recorderStarted, recorderStopped } from './recorder.ts'
import { sessionEnded, sessionStarted } from './session.ts'
import { signInFailed } from './sign-in.ts'

/** Every built-in action. */
export const catalog: readonly ActionDefinition[] = [
  accessDenied,
  auditLogAccessed,
  auditLogEvidenceOpened,
  importCompleted,
  recorderStarted,
  recorderStopped,
  sessionEnded,
  sessionStarted,
  signInFailed,
]

const byKey = new Map(catalog.map((action) => [actionKey(action.name), action]))

/** The definition of an action, in whichever of its spellings; null for an action of a platform's own. */
export function findAction(name: string): ActionDefinition | null {
  return byKey.get(actionKey(name)) ?? null
}
