import { createDaybook, type DaybookEvent, type Person, type Target } from '@daybook/sdk'

/** A program: sends one event in which every field the types know is set, and prints its receipt. */
const [url = '', key = '', id = '', tenant = ''] = process.argv.slice(2)

const person: Required<Person> = {
  type: 'staff',
  id: 7,
  email: 'ada@example.test',
  username: 'ada',
  name: 'Ada Example',
  role: 'Admin',
}
const target: Required<Target> = {
  type: 'campaign',
  id: 42,
  name: 'Spring sale',
  revision: 3,
  relation: 'primary',
  url: 'https://example.test/campaigns/42',
}

const event: Required<Omit<DaybookEvent, 'target' | 'changes'>> = {
  id,
  tenant,
  occurredAt: new Date('2026-01-02T03:04:05.678Z'),
  action: 'campaign.updated',
  operation: 'update',
  module: 'campaigns',
  area: 'settings',
  activityType: 'maintenance',
  outcome: 'failure',
  outcomeReason: 'no budget',
  actor: person,
  onBehalfOf: person,
  assumedBy: person,
  customerId: 9,
  targets: [target, { id: 'b' }],
  before: { status: 'draft' },
  after: { status: 'live' },
  snapshot: { status: 'live' },
  details: { channel: 'sms' },
  description: 'd',
  explanation: 'e',
  reason: 'r',
  purpose: 'p',
  justification: 'j',
  whyItMatters: 'w',
  http: { method: 'POST', path: '/campaigns/42', status: 409 },
  policyDecision: ['deny', { rule: 7 }],
  metadata: { nested: { list: [1, 'two', null] } },
  ip: '203.0.113.7',
  forwardedFor: '198.51.100.1',
  userAgent: 'curl/8',
  country: 'DE',
  sessionId: 's',
  requestId: 'q',
  correlationId: 'k',
  channel: 'job',
  apiUsed: 'rest',
  provider: 'acme',
  expertMode: true,
  bulkImport: { fileId: 'f.csv', line: 7 },
  cdr: { fileId: 'c', line: 8 },
  batchId: 'b',
  parentId: 'p',
}

process.stdout.write(JSON.stringify(await createDaybook({ url, key }).record(event)))
