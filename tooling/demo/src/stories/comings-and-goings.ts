import { isWorkday, minuteMs } from '../calendar.ts'
import type { Employee } from '../cast/employee.ts'
import type { Day } from '../days/workday.ts'
import { request } from '../deeds/deed.ts'
import { clock } from '../machines/machine.ts'
import { offices } from '../places.ts'
import { actorOf, type Presence, type Scene, targetPerson, targetThing, tell } from '../scene.ts'

/**
 * Accounts are made on the last working day before somebody's first, and closed on their last; the platform deletes
 * them three days on. Their names stay in what they did.
 */
export function planComingsAndGoings(day: Day): void {
  const { company } = day
  const newcomers = company.roster.filter(({ joins }) => joins !== undefined && isEve(day, company.lastDay + joins))
  const leavers = company.roster.filter(({ leaves }) => leaves !== undefined && isEve(day, company.lastDay + leaves))
  const gone = company.roster.filter(({ leaves }) => leaves !== undefined && day.day === company.lastDay + leaves + 3)

  if (newcomers.length > 1) planFor(day, 15 * 60 + 10, (scene) => provision(scene, newcomers))
  else for (const person of newcomers) planFor(day, 15 * 60 + 10, (scene) => invite(scene, person))
  for (const person of newcomers) planFor(day, 16 * 60 + 5, (scene) => takeUp(scene, person))
  for (const person of leavers) planFor(day, 17 * 60 + 50, (scene) => dismiss(scene, person))
  for (const person of gone) planFor(day, 3 * 60, (scene) => erase(scene, person))
}

/** Whether this is the last working day before that one. */
function isEve({ company: { country }, day }: Day, first: number): boolean {
  if (!isWorkday(country, day) || day >= first) return false
  for (let between = day + 1; between < first; between += 1) if (isWorkday(country, between)) return false
  return true
}

function planFor(day: Day, minutes: number, act: (scene: Scene) => void): void {
  const { company, post } = day
  const admin = company.people.find(
    ({ job }) => job === 'administrator' || job === 'audit_lead' || job === 'operator_lead',
  )
  if (!admin) return
  const office = offices[admin.office]
  const at = clock(day, minutes) + company.random.whole(0, 8 * minuteMs)
  const by: Presence = {
    actor: actorOf(admin, company.log === 'northwind' ? 'partner' : company.log === 'platform' ? 'staff' : 'user'),
    origin: {
      ip: office.addresses[0],
      country: office.country,
      sessionId: `ses_${company.random.hex(16)}`,
      channel: 'ui',
    },
  }
  day.plan({ at, run: () => act({ company, random: company.random, at, by, post }) })
}

function record(person: Employee) {
  return {
    name: person.name,
    email: person.email,
    role: person.role,
    language: 'en',
    second_factor: person.method !== 'password',
  }
}

function invite(scene: Scene, person: Employee): void {
  const { random, company } = scene
  tell(scene, {
    action: 'user.created',
    module: 'users',
    target: targetPerson(person),
    http: request('POST', '/v2/users'),
    after: record(person),
    reason: 'new colleague',
  })
  const role = company.find('role')[0]
  if (!role) return
  const extension = random.pick(company.find('extension'))
  tell(
    scene,
    {
      action: 'role.assigned',
      module: 'roles',
      targets: [targetPerson(person), targetThing(role, 'role')],
      after: { role: role.name },
    },
    minuteMs,
  )
  tell(
    scene,
    {
      action: 'extension.assigned',
      module: 'extensions',
      targets: [targetThing(extension), targetPerson(person, 'to')],
    },
    2 * minuteMs,
  )
}

/** Several at once come from a file. */
function provision(scene: Scene, people: Employee[]): void {
  const batchId = `bat_${scene.random.hex(12)}`
  const fileId = 'new-colleagues.csv'
  const parentId = tell(scene, {
    action: 'user.imported',
    module: 'users',
    target: { type: 'file', id: fileId, name: fileId },
    batchId,
    bulkImport: { fileId },
    details: { rows: people.length + 1, rejected: 1 },
  })
  people.forEach((person, index) => {
    tell(
      scene,
      {
        action: 'user.created',
        module: 'users',
        target: targetPerson(person),
        after: record(person),
        batchId,
        parentId,
        bulkImport: { fileId, line: index + 2 },
        channel: 'import',
      },
      900 + index * 300,
    )
  })
  tell(
    scene,
    {
      action: 'user.created',
      module: 'users',
      target: { type: 'user', name: 'p.lama' },
      outcome: 'failure',
      outcomeReason: 'This address has an account already',
      batchId,
      parentId,
      bulkImport: { fileId, line: people.length + 2 },
      channel: 'import',
    },
    2_400,
  )
}

function takeUp(scene: Scene, person: Employee): void {
  const own: Scene = { ...scene, by: { ...scene.by, actor: { ...actorOf(person), type: scene.by.actor.type } } }
  tell(own, {
    action: 'user.invitation_accepted',
    operation: 'activate',
    module: 'users',
    target: targetPerson(person),
  })
  if (person.method !== 'password') {
    tell(
      own,
      {
        action: 'two_factor.enrolled',
        operation: 'activate',
        module: 'security',
        target: targetPerson(person),
        after: { second_factor: person.method.replace('password+', '') },
      },
      2 * minuteMs,
    )
  }
}

function dismiss(scene: Scene, person: Employee): void {
  const { company, random } = scene
  const reason = 'end of employment'
  tell(scene, {
    action: 'user.deactivated',
    module: 'users',
    target: targetPerson(person),
    before: { status: 'active' },
    after: { status: 'suspended' },
    reason,
  })
  tell(
    scene,
    {
      action: 'session.revoked',
      module: 'sessions',
      targets: [
        { type: 'session', id: `ses_${random.hex(16)}`, name: `Session of ${person.name}` },
        targetPerson(person, 'owner'),
      ],
      reason,
    },
    20_000,
  )
  const extension = company.find('extension')[0]
  if (extension)
    tell(
      scene,
      {
        action: 'extension.unassigned',
        module: 'extensions',
        targets: [targetThing(extension), targetPerson(person, 'from')],
        reason,
      },
      minuteMs,
    )
}

function erase(scene: Scene, person: Employee): void {
  tell(scene, {
    action: 'user.deleted',
    module: 'users',
    target: targetPerson(person),
    actor: { type: 'service', id: 'svc-scheduler', name: 'Scheduler' },
    ip: undefined,
    country: undefined,
    sessionId: undefined,
    channel: 'job',
    before: { ...record(person), status: 'suspended' },
    explanation: 'Deleted three days after the account was closed. What they did keeps their name.',
  })
}
