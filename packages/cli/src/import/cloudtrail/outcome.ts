import type { Outcome } from '@daybook/core/model'
import { isFailedSignIn } from './operation.ts'
import type { CloudTrailRecord } from './record.ts'

/** Services name a refusal in their own ways: `AccessDenied`, `Client.UnauthorizedOperation`, `NotAuthorizedException`… */
const refusal = /AccessDenied|Unauthori[sz]ed|NotAuthori[sz]ed|AuthorizationError|Forbidden/i

export function outcomeOf(
  record: CloudTrailRecord,
  operation: string,
): { outcome: Outcome; outcomeReason: string | null } {
  const { errorCode, errorMessage } = record
  const outcomeReason = errorMessage ?? errorCode
  if (operation === 'login_failed') return { outcome: 'failure', outcomeReason }
  if (errorCode !== null && refusal.test(errorCode)) return { outcome: 'denied', outcomeReason }
  if (outcomeReason !== null || (isSignInStep(record) && isFailedSignIn(record)))
    return { outcome: 'failure', outcomeReason }
  return { outcome: 'success', outcomeReason: null }
}

function isSignInStep(record: CloudTrailRecord): boolean {
  return record.eventType === 'AwsConsoleSignIn' || record.eventSource === 'signin.amazonaws.com'
}
