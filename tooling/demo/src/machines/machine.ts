import { localInstant } from '../calendar.ts'
import type { Company } from '../company.ts'
import type { Day } from '../days/workday.ts'
import { machineAddresses, offices } from '../places.ts'
import type { Presence, Scene } from '../scene.ts'

export const machines = {
  scheduler: {
    actor: { type: 'service', id: 'svc-scheduler', name: 'Scheduler' },
    origin: { ip: machineAddresses.scheduler, userAgent: 'phone-platform/5.9 scheduler', channel: 'job' },
  },
  dialer: {
    actor: { type: 'service', id: 'svc-dialer', name: 'Dialer' },
    origin: { ip: machineAddresses.dialer, userAgent: 'phone-platform/5.9 dialer', channel: 'job' },
  },
  rating: {
    actor: { type: 'service', id: 'svc-rating', name: 'Rating' },
    origin: { ip: machineAddresses.provider, channel: 'provider', provider: 'Polar Voice' },
  },
  crm: {
    actor: { type: 'api_key', id: 'key_crm_sync', name: 'CRM sync', username: 'crm-sync' },
    origin: { ip: machineAddresses.crm, userAgent: 'crm-bridge/4.2.1', channel: 'api', apiUsed: 'contacts/v2' },
  },
  warehouse: {
    actor: { type: 'api_key', id: 'key_warehouse', name: 'Warehouse loader', username: 'warehouse' },
    origin: {
      ip: machineAddresses.warehouse,
      userAgent: 'warehouse-loader/1.30 (node 22)',
      channel: 'sdk',
      apiUsed: 'events/v1',
    },
  },
  edgeGuard: {
    actor: { type: 'system', id: 'edge-guard', name: 'Edge guard' },
    origin: { ip: machineAddresses.edge, channel: 'job' },
  },
} as const satisfies Record<string, Presence>

/** A moment on the company's clock. */
export function clock({ company, day }: Pick<Day, 'company' | 'day'>, minutes: number): number {
  return Math.round(localInstant(offices[company.office].zone, day, minutes))
}

/** Plans what a machine does at a minute of the company's day. */
export function planMachine(day: Day, minutes: number, by: Presence, act: (scene: Scene) => void): void {
  const at = clock(day, minutes) + day.company.random.whole(0, 59_999)
  day.plan({ at, run: () => act(sceneOf(day, at, by)) })
}

export function sceneOf({ company, post }: { company: Company; post: Scene['post'] }, at: number, by: Presence): Scene {
  return { company, random: company.random, at, by, post }
}
