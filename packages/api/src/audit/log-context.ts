import type { PersonPrincipal } from '@daybook/auth'
import { findLog, type LogTarget, type Scope, type Transaction } from '@daybook/db'
import { notFound } from '../errors.ts'
import type { Recorder } from '../recorder.ts'
import type { Signer } from '../signer.ts'

/** What a procedure that reads a log has to work with (`logQuery`). */
export interface LogContext {
  tx: Transaction
  scope: Scope
  principal: PersonPrincipal
  signer: Signer
  recorder: Recorder
  now: Date
}

/** Whose looks at which log. */
export function holderOf({ scope, principal }: Pick<LogContext, 'scope' | 'principal'>) {
  return { tenantId: scope.tenantIds[0], sessionId: principal.sessionId }
}

export async function logOf({ tx, scope }: Pick<LogContext, 'tx' | 'scope'>): Promise<LogTarget> {
  const log = await findLog(tx, { id: scope.tenantIds[0] })
  if (!log) throw notFound('log')
  return log
}
