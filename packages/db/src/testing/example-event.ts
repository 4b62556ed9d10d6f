import { randomUUID } from 'node:crypto'
import type { AuditEvent, Person } from '@daybook/core/model'

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
    id: randomUUID(),
    occurredAt: now,
    recordedAt: now,
    claimedAt: null,
    action: 'campaign.updated',
    operation: 'update',
    operationWord: null,
    module: 'campaigns',
    area: 'settings',
    activityType: null,
    outcome: 'success',
    outcomeReason: null,
    actor: examplePerson,
    onBehalfOf: null,
    assumedBy: null,
    customerId: null,
    targets: [{ type: 'campaign', id: '42', name: 'Spring sale', revision: null, relation: null, url: null }],
    description: null,
    explanation: null,
    reason: null,
    purpose: null,
    justification: null,
    whyItMatters: null,
    changes: [{ path: 'status', before: 'draft', after: 'live' }],
    snapshot: null,
    details: null,
    http: null,
    policyDecision: null,
    metadata: null,
    ip: '203.0.113.7',
    forwardedFor: null,
    userAgent: null,
    country: null,
    sessionId: null,
    requestId: null,
    correlationId: null,
    channel: 'api',
    apiUsed: null,
    provider: null,
    expertMode: null,
    bulkImport: null,
    cdr: null,
    batchId: null,
    parentId: null,
    ...parts,
  }
}
