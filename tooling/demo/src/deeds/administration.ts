import type { Employee, Role } from '../cast/employee.ts'
import { evidenceOf, lookOf } from '../days/daybook-visit.ts'
import { type Scene, targetPerson, targetThing, tell } from '../scene.ts'
import { type Deed, denied, request } from './deed.ts'

function somebodyElse({ random, company }: Scene, employee: Employee): Employee | null {
  const others = company.people.filter(({ id, username }) => id !== employee.id && !company.spared.includes(username))
  return others.length > 0 ? random.pick(others) : null
}

export const changeRole: Deed = (scene, employee) => {
  const { random } = scene
  const person = somebodyElse(scene, employee)
  const role = random.pick(scene.company.find('role'))
  if (!person) return
  const verb = random.chance(0.65) ? 'assigned' : 'unassigned'
  const draft = {
    action: `role.${verb}`,
    module: 'roles',
    targets: [targetThing(role), targetPerson(person, verb === 'assigned' ? 'to' : 'from')],
    http: request(verb === 'assigned' ? 'PUT' : 'DELETE', `/v2/users/${person.id}/roles/${role.id}`, 204),
    reason: random.pick(['new task', 'substitution during leave', 'end of substitution', 'correction']),
    whyItMatters: 'Roles decide what people can see and change.',
  }
  tell(scene, random.chance(0.08) ? denied(random, draft, 'roles.assign') : draft)
}

export const editPerson: Deed = (scene, employee) => {
  const { random, company } = scene
  const person = somebodyElse(scene, employee)
  if (!person) return
  const [field, before, after] = random.pick([
    ['phone', `${random.whole(200, 899)}`, `${random.whole(200, 899)}`],
    ['team', 'unassigned', company.find('team')[0]?.name ?? 'none'],
    ['language', 'en', company.country === 'DE' ? 'de' : 'es'],
    ['desk', `${random.whole(1, 40)}`, `${random.whole(41, 80)}`],
  ] as const)
  tell(scene, {
    action: 'user.updated',
    module: 'users',
    target: targetPerson(person),
    http: request('PATCH', `/v2/users/${person.id}`),
    before: { [field]: before },
    after: { [field]: after },
  })
}

export const resetSecondFactor: Deed = (scene, employee) => {
  const person = somebodyElse(scene, employee)
  if (!person) return
  tell(scene, {
    action: 'two_factor.reset',
    module: 'security',
    target: targetPerson(person),
    http: request('POST', `/v2/users/${person.id}/two-factor/reset`, 200),
    reason: scene.random.pick(['new telephone', 'lost telephone', 'app deleted']),
    justification: 'Identity checked by video call',
    before: { second_factor: 'totp', enrolled: true },
    after: { second_factor: null, enrolled: false },
    whyItMatters: 'Until a new one is enrolled, the password alone opens the account.',
  })
}

export const enrolSecondFactor: Deed = (scene, employee) => {
  // Whoever let it slip after a reset does not think of it by themselves.
  if (scene.company.methods.get(employee.id) === 'password') return
  tell(scene, {
    action: 'two_factor.enrolled',
    operation: 'activate',
    module: 'security',
    target: targetPerson(employee),
    http: request('POST', '/v2/me/two-factor', 201),
    after: { second_factor: scene.random.pick(['totp', 'email']), secret: `otp-${scene.random.hex(20)}` },
  })
}

export const resetPassword: Deed = (scene, employee) => {
  const person = somebodyElse(scene, employee)
  if (!person) return
  tell(scene, {
    action: 'user.password_reset',
    operation: 'reset',
    module: 'authentication',
    target: targetPerson(person),
    http: request('POST', `/v2/users/${person.id}/password/reset`, 202),
    reason: scene.random.pick(['forgotten', 'locked out', 'new device']),
  })
}

export const changePassword: Deed = (scene, employee) => {
  tell(scene, {
    action: 'user.password_changed',
    operation: 'update',
    module: 'authentication',
    target: targetPerson(employee),
    http: request('PUT', '/v2/me/password', 204),
    before: { password: `Old-${scene.random.hex(10)}`, changed_days_ago: scene.random.whole(60, 400) },
    after: { password: `New-${scene.random.hex(10)}`, changed_days_ago: 0 },
    details: { other_sessions_ended: scene.random.whole(0, 3) },
  })
}

export const unlockPerson: Deed = (scene, employee) => {
  const person = somebodyElse(scene, employee)
  if (!person) return
  tell(scene, {
    action: 'user.unlocked',
    module: 'security',
    target: targetPerson(person),
    http: request('POST', `/v2/users/${person.id}/unlock`, 200),
    reason: 'called the help desk',
    before: { locked: true, failures: scene.random.whole(5, 12) },
    after: { locked: false, failures: 0 },
  })
}

const scopes = [
  'contacts.read',
  'contacts.write',
  'calls.read',
  'recordings.read',
  'leads.write',
  'events.write',
] as const

export const manageKeys: Deed = (scene) => {
  const { random } = scene
  const id = `key_${random.hex(10)}`
  const name = random.pick([
    'Website forms',
    'Warehouse loader',
    'Quality dashboard',
    'Intern test',
    'Calendar bridge',
    'Fax gateway',
  ])
  const target = { type: 'api_key', id, name }
  if (random.chance(0.45)) {
    tell(scene, {
      action: 'api_key.revoked',
      module: 'api_keys',
      target,
      http: request('DELETE', `/v2/api-keys/${id}`, 204),
      reason: random.pick(['not used any more', 'found in a repository', 'rotation', 'person left']),
    })
    return
  }
  tell(scene, {
    action: 'api_key.created',
    module: 'api_keys',
    target,
    http: request('POST', '/v2/api-keys'),
    after: { name, scopes: random.some(scopes, 2), token: `tok_live_${random.hex(32)}`, expires: 'in 365 days' },
    whyItMatters: 'A key works without a person and without a second factor.',
  })
}

export const revokeSession: Deed = (scene, employee) => {
  const person = somebodyElse(scene, employee)
  if (!person) return
  tell(scene, {
    action: 'session.revoked',
    module: 'sessions',
    targets: [
      { type: 'session', id: `ses_${scene.random.hex(16)}`, name: `Session of ${person.name}` },
      targetPerson(person, 'owner'),
    ],
    http: request('DELETE', `/v2/users/${person.id}/sessions`, 204),
    reason: scene.random.pick(['left the computer unlocked', 'lost telephone', 'shared computer', 'end of employment']),
  })
}

/** Somebody opened a page that is not for them. */
export const knockInVain: Deed = (scene) => {
  const { random } = scene
  const [path, permission] = random.pick([
    ['/v2/roles', 'roles.read'],
    ['/v2/invoices', 'billing.read'],
    ['/audit-log', 'audit.read'],
    ['/v2/api-keys', 'keys.read'],
    ['/v2/exports', 'exports.read'],
  ] as const)
  const draft = {
    action: 'access.denied',
    operation: 'deny',
    module: 'access',
    target: { type: 'resource', id: path, name: path },
    details: { resource: path, permission },
    http: request('GET', path),
  }
  tell(scene, denied(random, draft, permission))
}

/** A Client Admin or a manager looks at the activity log, and sometimes behind an event. */
export const lookAtLog: Deed = (scene, employee) => {
  const { random, company } = scene
  const filter = random.pick([
    'range=last_7_days',
    'range=this_month&operation=delete',
    'range=yesterday&area=security',
    'outcome=failure',
    '',
  ])
  tell(scene, { ...lookOf(company.log, filter), http: request('GET', '/audit-log') })
  // Managers are not shown what is behind an event.
  if (employee.role === 'Client Admin' && random.chance(0.25)) tell(scene, evidenceOf(random.whole(1, 20_000)), 45_000)
}

export function promotion(scene: Scene, person: Employee, from: Role, to: Role): void {
  tell(scene, {
    action: 'user.role_changed',
    operation: 'update',
    module: 'roles',
    target: targetPerson(person),
    http: request('PATCH', `/v2/users/${person.id}/role`),
    before: { role: from },
    after: { role: to },
    details: { from, to },
    whyItMatters: 'Roles decide what people can see and change.',
  })
}
