import type { Random } from '@daybook/db/testing'
import { v4 } from 'uuid'
import type { SentEvent } from './ledger.ts'

const actions = ['campaign.updated', 'contact.deleted', 'invoice.exported', 'role.assigned', 'queue.created'] as const

/** An event as a platform sends it, different from every other. */
export function makeEvent(random: Random): SentEvent {
  const target = String(random.below(10_000))
  return {
    id: v4(),
    occurredAt: new Date().toISOString(),
    action: random.pick(actions),
    actor: { id: `u_${random.below(500)}`, name: 'Ada Example', email: 'ada@example.test', role: 'Client Admin' },
    target: { type: 'campaign', id: target, name: `Spring sale ${target}` },
    before: { status: 'draft', dailyLimit: random.below(1000) },
    after: { status: 'live', dailyLimit: random.below(1000) },
    description: random.chance(0.3) ? 'Changed in the course of a fault.' : undefined,
    ip: `203.0.113.${random.below(256)}`,
    correlationId: `c-${random.below(1_000_000)}`,
  }
}
