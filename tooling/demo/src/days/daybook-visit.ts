import type { Employee } from '../cast/employee.ts'
import { type Scene, tell } from '../scene.ts'

/*
 * What Daybook itself records when people come to it, in the words of the built-in actions. The telephone platform has
 * words of its own (see `sign-in.ts`).
 */

export type App = 'portal' | 'partner' | 'staff'

export function startSession(scene: Scene, person: Employee, app: App): void {
  tell(scene, {
    action: 'session.started',
    operation: 'login',
    module: 'authentication',
    details: { app, method: person.method },
  })
}

export function endSession(scene: Scene, reason: 'signed_out' | 'expired'): void {
  tell(scene, { action: 'session.ended', operation: 'logout', module: 'authentication', details: { reason } })
}

const causes = { unknown_account: 'No such account', wrong_password: 'Wrong password' } as const

export function failSignIn(
  scene: Scene,
  { app, email, cause }: { app: App; email: string; cause: keyof typeof causes },
  later = 0,
): void {
  tell(
    scene,
    {
      action: 'sign_in.failed',
      operation: 'login_failed',
      module: 'authentication',
      outcome: 'failure',
      outcomeReason: causes[cause],
      sessionId: undefined,
      details: { app, email, cause },
      whyItMatters: 'Repeated failures may be somebody guessing a password.',
    },
    later,
  )
}

/** A look at a log. The filter as it stands in the address. */
export function lookOf(log: string, filter: string) {
  return {
    action: 'audit_log.accessed',
    operation: 'read',
    module: 'audit_log',
    target: { type: 'log', name: log },
    details: { filter },
    whyItMatters: 'The log holds what people did. Who looked at it is part of it.',
  }
}

export function evidenceOf(number: number) {
  return {
    action: 'audit_log.evidence_opened',
    operation: 'read',
    module: 'audit_log',
    target: { type: 'event', id: String(number), name: `Event ${number}` },
    details: { number },
    whyItMatters: 'Technical evidence holds addresses and identifiers of people.',
  }
}
