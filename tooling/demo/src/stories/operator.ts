import { minuteMs } from '../calendar.ts'
import { acmePeople } from '../cast/acme.ts'
import type { Employee } from '../cast/employee.ts'
import type { LogName } from '../company.ts'
import { lookOf } from '../days/daybook-visit.ts'
import type { Day } from '../days/workday.ts'
import { request } from '../deeds/deed.ts'
import { actorOf, type Scene, tell } from '../scene.ts'
import { planVisits, type Step, tellBoth } from './visits.ts'

const tenants: readonly LogName[] = ['acme', 'globex', 'initech']
const ticketOf = ({ random }: Scene) => `OPS-${random.whole(2000, 4999)}`

/** The operator's people at work: much concerns the platform alone, some a tenant, and that is told to the tenant too. */
export function planOperator(day: Day): void {
  if (day.company.log !== 'platform') return
  const { random } = day.company
  planVisits(day, 'staff', 0.55, (person) => {
    const steps: Step[] = []
    for (let count = random.whole(1, 4); count > 0; count -= 1) {
      if (person.job === 'operator_viewer') steps.push(readStatus)
      else if (person.job === 'operator_engineer')
        steps.push(random.pick([maintain, maintain, upgrade, publish, readStatus]))
      else steps.push(random.pick([maintain, openTenant, openTenant, changePlan, readStatus]))
    }
    if (person.job === 'operator_lead' && random.chance(0.12)) steps.push(investigate)
    return steps
  })
}

function maintain(scene: Scene): void {
  const { random } = scene
  const [action, module, type, name] = random.pick([
    ['carrier.rerouted', 'carriers', 'carrier', 'Polar Voice'],
    ['certificate.renewed', 'certificates', 'certificate', 'sip.daybook.test'],
    ['node.drained', 'cluster', 'node', 'media-3'],
    ['node.returned', 'cluster', 'node', 'media-3'],
    ['secret.rotated', 'security', 'secret', 'recording store'],
    ['feature.enabled', 'settings', 'feature', 'transcripts v3'],
    ['feature.disabled', 'settings', 'feature', 'old wallboard'],
    ['peering.updated', 'peering', 'peering', 'AS64501'],
  ] as const)
  tell(scene, {
    action,
    module,
    target: { type, name },
    reason: random.pick(['planned_maintenance', 'incident', 'capacity']),
    outcome: random.chance(0.03) ? 'failure' : undefined,
    outcomeReason: undefined,
    details: { ticket: ticketOf(scene), window: '30 minutes' },
  })
}

function upgrade(scene: Scene): void {
  const { random } = scene
  const version = `5.${random.whole(2, 6)}.${random.whole(0, 9)}`
  tell(scene, {
    action: 'edge_fleet.upgraded',
    operation: 'update',
    module: 'edge',
    target: { type: 'edge_fleet', name: random.pick(['ring 0', 'ring 1', 'everybody']) },
    before: { version: '5.2.1' },
    after: { version },
    metadata: { devices: random.whole(3, 240), failed: random.whole(0, 2) },
  })
}

function publish(scene: Scene): void {
  const { random } = scene
  tell(scene, {
    action: 'config_template.published',
    operation: 'sync',
    module: 'config_template',
    target: {
      type: 'config_template',
      name: random.pick(['Desk phone, office', 'DECT base', 'Edge router']),
      revision: String(random.whole(2, 40)),
    },
    http: request('POST', '/ops/v1/templates/publish', 202),
  })
}

function readStatus(scene: Scene): void {
  tell(scene, {
    action: 'dashboard.viewed',
    module: 'operations',
    target: { type: 'dashboard', name: scene.random.pick(['Fleet', 'Calls', 'Storage']) },
  })
}

/** An Admin has some tenants only: the one with an account in the demo has acme. */
function tenantFor({ random }: Scene, person: Employee): LogName {
  return person.username === 'support' ? 'acme' : random.pick(tenants)
}

/** Staff choose a tenant, say why, and look: in both logs. */
function openTenant(scene: Scene, person: Employee): void {
  const { random } = scene
  const tenant = tenantFor(scene, person)
  const ticket = ticketOf(scene)
  const why = {
    reason: random.pick(['support request', 'fault report', 'check after maintenance']),
    justification: `Ticket ${ticket}`,
  }
  tellBoth(scene, tenant, {
    action: 'tenant.selected',
    operation: 'read',
    module: 'access',
    target: { type: 'tenant', name: tenant },
    ...why,
  })
  tellBoth({ ...scene, at: scene.at + minuteMs }, tenant, {
    ...lookOf(tenant, random.pick(['range=today', 'range=yesterday', 'outcome=failure&range=last_7_days'])),
    ...why,
  })
  if (!random.chance(0.25)) return
  tellBoth({ ...scene, at: scene.at + 4 * minuteMs }, tenant, {
    action: 'carrier.updated',
    module: 'carriers',
    target: { type: 'carrier', name: 'Polar Voice' },
    before: { codecs: ['opus', 'g722', 'pcma'], password: 'unchanged-but-secret' },
    after: { codecs: ['g722', 'opus', 'pcma'], password: 'unchanged-but-secret' },
    description: 'Order of codecs changed by support',
    ...why,
  })
}

function changePlan(scene: Scene, person: Employee): void {
  const { random } = scene
  const tenant = tenantFor(scene, person)
  tellBoth(scene, tenant, {
    action: 'plan.updated',
    module: 'plans',
    target: { type: 'plan', name: 'Business plan' },
    before: { minutes_included: 20_000 },
    after: { minutes_included: random.pick([25_000, 30_000, 40_000]) },
    reason: 'agreed with the client',
  })
}

function investigate(scene: Scene): void {
  const { random } = scene
  const name = random.pick(['One-way audio across tenants', 'Toll fraud pattern', 'Duplicate invoices'])
  const target = { type: 'investigation', id: `inv-${random.whole(100, 999)}`, name }
  const why = { reason: name, justification: `Ticket ${ticketOf(scene)}` }
  tell(scene, {
    action: 'investigation.opened',
    operation: 'create',
    module: 'investigations',
    target,
    details: { tenants: [...tenants], hours: 8 },
    ...why,
  })
  for (const [index, tenant] of tenants.entries()) {
    tellBoth({ ...scene, at: scene.at + (index + 1) * 3 * minuteMs }, tenant, {
      ...lookOf(tenant, 'range=last_7_days'),
      metadata: { investigation: name, rows: random.whole(1, 300) },
      ...why,
    })
  }
  tell(scene, { action: 'investigation.closed', module: 'investigations', target }, 40 * minuteMs)
}

/** Twice, the Super Admin steps into the shoes of acme's manager; every event names both. */
export function planAssumptions(day: Day): void {
  const { company } = day
  const offset = day.day - company.lastDay
  if (company.log !== 'platform' || (offset !== -57 && offset !== -18)) return
  const root = company.roster.find(({ username }) => username === 'root')
  const manager = acmePeople.find(({ username }) => username === 'manager')
  if (!root || !manager) return
  const ticket = offset === -57 ? 'OPS-3117' : 'OPS-4402'
  const at = day.day * 24 * 60 * minuteMs + (13 * 60 + 25) * minuteMs
  day.plan({ at, run: () => assume(day, { root, manager, ticket, at }) })
}

function assume(
  { company, post }: Day,
  { root, manager, ticket, at }: { root: Employee; manager: Employee; ticket: string; at: number },
): void {
  const { id, email, username, name, role } = root
  const assumed: Scene = {
    company,
    random: company.random,
    at,
    post,
    by: {
      actor: actorOf(root, 'staff'),
      origin: {
        onBehalfOf: actorOf(manager),
        assumedBy: { type: 'staff', id, email, username, name, role },
        ip: '198.51.100.220',
        country: 'IE',
        sessionId: `ses_${company.random.hex(16)}`,
        channel: 'ui',
      },
    },
  }
  const why = { reason: 'The client cannot see their queue', justification: `Ticket ${ticket}` }
  const details = { assumedBy: `${name} <${email}>`, mode: 'view only', minutes: 15, ticket }
  const target = { type: 'user', id: manager.id, name: manager.name }
  const told = (minutes: number, action: string, operation: string, module: string) =>
    tellBoth({ ...assumed, at: at + minutes * minuteMs }, 'acme', {
      action,
      operation,
      module,
      target,
      details,
      ...why,
    })

  told(0, 'identity.assumed', 'assume', 'access')
  for (const [minutes, path] of [
    [1, '/queues'],
    [4, '/audit-log'],
    [7, '/queues/members'],
  ] as const) {
    tellBoth({ ...assumed, at: at + minutes * minuteMs }, 'acme', {
      action: 'page.viewed',
      operation: 'read',
      module: 'access',
      target: { type: 'page', name: path },
      http: request('GET', path),
      details,
      ...why,
    })
  }
  told(12, 'identity.assumption_ended', 'deactivate', 'access')
}
