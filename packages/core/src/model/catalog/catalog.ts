import { actionKey } from '../action-key.ts'
import { accessDenied } from './access.ts'
import { apiKeyCreated, apiKeyRateLimited, apiKeyRefused, apiKeyRevoked } from './api-key.ts'
import { auditLogAccessed, auditLogEvidenceOpened } from './audit-log.ts'
import type { ActionDefinition } from './define-action.ts'
import { exportCancelled, exportCompleted, exportDownloaded, exportFailed, exportRequested } from './export.ts'
import { importCompleted } from './import.ts'
import { organisationCreated } from './organisation.ts'
import { passwordChanged, passwordChangeRefused, passwordResetRequested } from './password.ts'
import { recorderStarted, recorderStopped } from './recorder.ts'
import { savedViewCreated, savedViewDeleted, savedViewUpdated } from './saved-view.ts'
import {
  recoveryCodesGenerated,
  recoveryCodeUsed,
  secondFactorEnrolled,
  secondFactorEnrolmentStarted,
  secondFactorRefused,
  secondFactorReset,
} from './second-factor.ts'
import {
  otherSessionsEnded,
  sessionConfirmationRefused,
  sessionConfirmed,
  sessionEnded,
  sessionRevoked,
  sessionStarted,
} from './session.ts'
import { settingsUpdated } from './settings.ts'
import { signInCodeSent, signInFailed, signInLocked, signInStarted } from './sign-in.ts'
import { userCreated, userDeleted, userReactivated, userRoleChanged, userSuspended, userUpdated } from './user.ts'

/** Every built-in action. */
export const catalog: readonly ActionDefinition[] = [
  accessDenied,
  apiKeyCreated,
  apiKeyRateLimited,
  apiKeyRefused,
  apiKeyRevoked,
  auditLogAccessed,
  auditLogEvidenceOpened,
  exportCancelled,
  exportCompleted,
  exportDownloaded,
  exportFailed,
  exportRequested,
  importCompleted,
  organisationCreated,
  passwordChanged,
  passwordChangeRefused,
  passwordResetRequested,
  recorderStarted,
  recorderStopped,
  recoveryCodesGenerated,
  recoveryCodeUsed,
  savedViewCreated,
  savedViewDeleted,
  savedViewUpdated,
  secondFactorEnrolled,
  secondFactorEnrolmentStarted,
  secondFactorRefused,
  secondFactorReset,
  otherSessionsEnded,
  sessionConfirmationRefused,
  sessionConfirmed,
  sessionEnded,
  sessionRevoked,
  sessionStarted,
  settingsUpdated,
  signInCodeSent,
  signInFailed,
  signInLocked,
  signInStarted,
  userCreated,
  userDeleted,
  userReactivated,
  userRoleChanged,
  userSuspended,
  userUpdated,
]

const byKey = new Map(catalog.map((action) => [actionKey(action.name), action]))

/** The definition of an action, in whichever of its spellings; null for an action of a platform's own. */
export function findAction(name: string): ActionDefinition | null {
  return byKey.get(actionKey(name)) ?? null
}

/** The names whose values are removed from an event of this action: the tenant's, and those of the definition. */
export function secretKeysOf(action: string, tenants: readonly string[]): readonly string[] {
  const own = findAction(action)?.secret ?? []
  return own.length === 0 ? tenants : [...tenants, ...own]
}
