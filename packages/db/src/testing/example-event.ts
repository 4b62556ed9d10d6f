import { randomUUID } from 'node:crypto'
import { type AuditEvent, emptyEvent, type Person } from '@daybook/core/model'

export const examplePerson: Person = {
  type: 'user',
  id: 'u_1',
  email: 'ada@example.test',
  username: null,
  name: 'Ada Example',
  role: 'Client Admin',
}

/** A plain event of now; `parts` replace what a test is about. */
export function exampleEvent(parts: Partial<AuditEvent> = {}): AuditEvent {
  const now = new Date().toISOString()
  return {
    ...emptyEvent,
    id: randomUUID(),
    occurredAt: now,
    recordedAt: now,
    action: 'campaign.updated',
    operation: 'update',
    module: 'campaigns',
    area: 'settings',
    actor: examplePerson,
    targets: [{ type: 'campaign', id: '42', name: 'Spring sale', revision: null, relation: null, url: null }],
    changes: [{ path: 'status', before: 'draft', after: 'live' }],
    ip: '203.0.113.7',
    channel: 'api',
    ...parts,
  }
}
