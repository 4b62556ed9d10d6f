import type { EventInput } from '@daybook/core/model'
import { minuteMs } from '../calendar.ts'
import type { Employee, SignInMethod } from '../cast/employee.ts'
import { type Scene, targetPerson, tell } from '../scene.ts'

function methodOf({ company }: Scene, employee: Employee): SignInMethod {
  return company.methods.get(employee.id) ?? employee.method
}

/** The events by which somebody comes into the platform and leaves it. */
export function signIn(scene: Scene, employee: Employee, details: EventInput['details'] = {}): void {
  tell(scene, {
    action: 'user.signed_in',
    operation: 'login',
    module: 'authentication',
    target: targetPerson(employee),
    http: { method: 'POST', path: '/auth/sign-in', status: 200 },
    details: { method: methodOf(scene, employee), ...details },
  })
}

const causes = {
  wrong_password: 'Wrong password',
  wrong_code: 'Wrong code',
  locked: 'The account is locked after too many attempts',
} as const

export function failToSignIn(scene: Scene, employee: Employee, cause: keyof typeof causes, later = 0): void {
  tell(
    scene,
    {
      action: 'user.sign_in_failed',
      operation: 'login_failed',
      module: 'authentication',
      target: targetPerson(employee),
      outcome: 'failure',
      outcomeReason: causes[cause],
      sessionId: undefined,
      http: { method: 'POST', path: '/auth/sign-in', status: cause === 'locked' ? 423 : 401 },
      details: { cause, method: methodOf(scene, employee) },
    },
    later,
  )
}

export function lockOut(scene: Scene, employee: Employee, failures: number, later = 0): void {
  tell(
    scene,
    {
      action: 'user.locked',
      module: 'security',
      target: targetPerson(employee),
      actor: { type: 'system', id: 'sign-in-guard', name: 'Sign-in guard' },
      sessionId: undefined,
      details: { failures, minutes: 15 },
      whyItMatters: 'Somebody may be guessing this password.',
    },
    later,
  )
}

export function signOut(scene: Scene, employee: Employee, startedAt: number): void {
  const minutes = Math.round((scene.at - startedAt) / minuteMs)
  tell(scene, {
    action: 'user.signed_out',
    operation: 'logout',
    module: 'authentication',
    target: targetPerson(employee),
    http: { method: 'POST', path: '/auth/sign-out', status: 204 },
    details: { duration_minutes: minutes },
  })
}

/** The platform ends a visit that nobody used for an hour. */
export function expire(scene: Scene, employee: Employee, startedAt: number): void {
  tell(scene, {
    action: 'session.closed',
    module: 'sessions',
    target: { type: 'session', id: scene.by.origin.sessionId, name: `Session of ${employee.name}` },
    actor: { type: 'system', id: 'session-keeper', name: 'Session keeper' },
    ip: undefined,
    userAgent: undefined,
    country: undefined,
    channel: 'job',
    details: { idle_minutes: 60, duration_minutes: Math.round((scene.at - startedAt) / minuteMs) },
  })
}
