import type { EventDetail, EventPage, EventRow, PersonView } from '@daybook/api/shared'

export const zone = 'Europe/Berlin'
export const now = '2026-11-20T13:03:40.000Z'

export const maria: PersonView = {
  key: 'aaaaaaaaaaaaaaaa',
  type: 'user',
  name: 'Maria Lopez',
  email: 'maria@acme.test',
  username: null,
  role: 'Client Admin',
}

export function eventRow(part: Partial<EventRow> = {}): EventRow {
  return {
    number: 7,
    occurredAt: '2026-11-20T13:03:22.123Z',
    sentence: [
      { kind: 'actor', text: 'Maria Lopez' },
      { kind: 'text', text: ' updated campaign ' },
      { kind: 'target', text: 'Spring sale' },
    ],
    actor: maria,
    onBehalfOf: null,
    assumedBy: null,
    operation: 'update',
    operationWord: null,
    module: 'campaigns',
    action: 'campaign.updated',
    target: { type: 'campaign', name: 'Spring sale', revision: null, relation: null },
    description: null,
    changeCount: 3,
    outcome: 'success',
    outcomeReason: null,
    evidence: { ip: '203.0.113.7', country: 'DE', targetId: '0192f3c4-7a1b-7def-8c0d-3b1e2f4a5d6c' },
    ...part,
  }
}

export function eventPage(rows: EventRow[], part: Partial<EventPage> = {}): EventPage {
  return {
    rows,
    nextCursor: null,
    previousCursor: null,
    searchedTo: null,
    upTo: 7,
    count: { value: rows.length, capped: false },
    level: 'evidence',
    view: 'signed',
    ...part,
  }
}

export function eventDetail(part: Partial<EventDetail> = {}): EventDetail {
  const { changeCount: _count, target, evidence: _evidence, ...row } = eventRow()
  return {
    ...row,
    recordedAt: '2026-11-20T13:03:22.963Z',
    claimedAt: null,
    area: 'settings',
    activityType: null,
    targets: target ? [target] : [],
    explanation: null,
    reason: null,
    purpose: null,
    justification: null,
    whyItMatters: null,
    changes: null,
    snapshot: null,
    details: null,
    channel: null,
    apiUsed: null,
    provider: null,
    expertMode: null,
    bulkImport: null,
    cdr: null,
    batchId: null,
    level: 'evidence',
    ...part,
  }
}
