import type { Employee } from '../cast/employee.ts'
import type { LogName } from '../company.ts'
import { evidenceOf, lookOf } from '../days/daybook-visit.ts'
import type { Day } from '../days/workday.ts'
import { denied } from '../deeds/deed.ts'
import { type Scene, tell } from '../scene.ts'
import { planVisits, type Step, tellBoth } from './visits.ts'

const looks = [
  'range=last_month&area=billing',
  'range=last_30_days&operation=export',
  'module=roles&module=users',
  'outcome=denied',
  'q=retention',
  '',
] as const

/** The auditors visit the clients they are engaged with; each look is told in the firm's log and in the client's. */
export function planPartners(day: Day): void {
  if (day.company.log !== 'northwind') return
  const { random } = day.company
  planVisits(day, 'partner', 0.28, (person) => {
    const client: LogName = random.pick(['acme', 'acme', 'globex'])
    const steps: Step[] = [choose(client), look(client)]
    for (let more = random.whole(0, 3); more > 0; more -= 1)
      steps.push(random.pick([look(client), client === 'acme' ? evidence(client) : look(client), mark, mark, note]))
    if (random.chance(0.12)) steps.push(draw(client))
    if (random.chance(0.1)) steps.push(take(client))
    if (random.chance(0.04)) steps.push(wrongDoor)
    if (person.job === 'audit_lead' && random.chance(0.4)) steps.push(manage)
    return steps
  })
}

const choose = (client: LogName) => (scene: Scene) => {
  tell(scene, {
    action: 'client.opened',
    operation: 'read',
    module: 'access',
    target: { type: 'client', name: client },
    customerId: client,
  })
}

const look = (client: LogName) => (scene: Scene) => {
  tellBoth(scene, client, {
    ...lookOf(client, scene.random.pick(looks)),
    purpose: 'yearly audit',
  })
}

/** In globex the firm is engaged without the evidence fields. */
const evidence = (client: LogName) => (scene: Scene) => {
  tellBoth(scene, client, {
    ...evidenceOf(scene.random.whole(100, 9000)),
    purpose: 'yearly audit',
  })
}

const draw = (client: LogName) => (scene: Scene) => {
  tellBoth(scene, client, {
    action: 'sample.drawn',
    operation: 'create',
    module: 'samples',
    target: { type: 'sample', id: `smp_${scene.random.hex(6)}`, name: `Sample ${scene.random.whole(1, 40)}` },
    details: {
      size: scene.random.pick([25, 40, 60]),
      seed: scene.random.hex(8),
      of: scene.random.whole(900, 12_000),
      method: 'simple random',
    },
    purpose: 'yearly audit',
  })
}

function mark(scene: Scene): void {
  const { random } = scene
  const result = random.weighted([
    ['reviewed', 8],
    ['question', 2],
    ['exception', 1],
  ] as const)
  tell(scene, {
    action: 'sample.marked',
    operation: 'update',
    module: 'samples',
    target: { type: 'event', id: String(random.whole(100, 9000)) },
    before: { result: null },
    after: { result },
    explanation:
      result === 'exception' ? 'No second person approved this export. Ask the client for the approval.' : undefined,
  })
}

function note(scene: Scene): void {
  tell(scene, {
    action: 'workpaper.updated',
    module: 'workpapers',
    target: {
      type: 'workpaper',
      id: `wp-${scene.random.whole(1, 30)}`,
      name: `Control ${scene.random.whole(1, 30)}: access to recordings`,
    },
    description: 'Conclusion changed',
    before: { conclusion: 'open' },
    after: { conclusion: scene.random.pick(['effective', 'effective with remarks', 'not effective']) },
  })
}

const take = (client: LogName) => (scene: Scene) => {
  tellBoth(scene, client, {
    action: 'export.created',
    operation: 'export',
    module: 'exports',
    target: { type: 'export', id: `exp_${scene.random.hex(8)}`, name: 'activity-log.zip' },
    details: { rows: scene.random.whole(40, 4000), format: 'csv' },
    purpose: 'yearly audit',
    whyItMatters: 'Data left the platform in bulk.',
  })
}

/** Clients the firm is not engaged with do not exist for it. */
function wrongDoor(scene: Scene): void {
  const draft = {
    action: 'access.denied',
    operation: 'deny',
    module: 'access',
    target: { type: 'client', name: 'initech' },
  }
  tell(scene, denied(scene.random, draft, 'engagement'))
}

function manage(scene: Scene, person: Employee): void {
  const { random, company } = scene
  const [action, operation] = random.pick([
    ['engagement.member_added', 'assign'],
    ['engagement.member_removed', 'unassign'],
  ] as const)
  const auditor = random.pick(company.people.filter(({ id }) => id !== person.id))
  tell(scene, {
    action,
    operation,
    module: 'engagements',
    targets: [
      { type: 'engagement', name: `${random.pick(['acme', 'globex'])} 2026` },
      { type: 'user', id: auditor.id, name: auditor.name, relation: 'member' },
    ],
  })
}
