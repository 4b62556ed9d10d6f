import type { JsonObject } from '@daybook/core/model'
import type { BodySize } from '../options.ts'

/** The event of that number as a machine sends it; the same for the same number. */
export function sampleEvent(index: number, size: BodySize): JsonObject {
  return size === 'small' ? smallEvent(index) : largeEvent(index)
}

/** About 600 bytes: somebody changed a record in a form. */
function smallEvent(index: number): JsonObject {
  const person = draw(index, 1, 5000)
  const campaign = draw(index, 2, 200_000)
  const verb = pick(['updated', 'created', 'paused', 'approved', 'archived'], index, 3)
  return {
    action: `${pick(nouns, index, 4)}.${verb}`,
    actor: { id: `u_${person}`, name: `${pick(names, person, 5)} ${person}`, email: `user${person}@example.test` },
    target: { type: 'campaign', id: `c_${campaign}`, name: `${pick(nouns, campaign, 6)} ${campaign}` },
    changes: [
      { path: 'status', before: 'draft', after: pick(['live', 'paused', 'ended'], index, 7) },
      { path: 'budget.daily', before: draw(index, 8, 1000), after: draw(index, 9, 1000) },
    ],
    reason: `Agreed with the client in the call about ${pick(nouns, index, 10)}`,
    ip: `203.0.${draw(index, 11, 80)}.${draw(index, 12, 250)}`,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    sessionId: `s_${hex(draw(index, 13, 1_000_000))}`,
    requestId: `r_${hex(index)}${hex(index + 7)}`,
  }
}

/** About 3,000 bytes, 2,500 of them metadata: what the trail of a cloud's interface holds about one call. */
function largeEvent(index: number): JsonObject {
  const account = String(100_000_000_000 + draw(index, 1, 400))
  const role = `${pick(names, index, 2)}Role${draw(index, 3, 300)}`
  const instances = Array.from({ length: 8 }, (_, item) => ({
    instanceId: `i-${hex(index * 8 + item)}${hex(item)}`,
    currentState: { code: 32, name: 'shutting-down' },
    previousState: { code: 16, name: 'running' },
    privateIpAddress: `10.0.${draw(index, 20 + item, 250)}.${draw(index, 30 + item, 250)}`,
    subnetId: `subnet-${hex(draw(index, 40 + item, 5000))}`,
  }))
  return {
    action: `ec2.${pick(['TerminateInstances', 'StartInstances', 'RunInstances', 'StopInstances'], index, 4)}`,
    actor: { type: 'service', id: `arn:aws:iam::${account}:role/${role}`, name: role },
    target: { type: 'instance', id: `i-${hex(index)}`, name: `worker ${draw(index, 5, 9000)}` },
    ip: `198.51.${draw(index, 6, 80)}.${draw(index, 7, 250)}`,
    userAgent: 'aws-cli/2.15.30 Python/3.11.8 Linux/6.1.0 exe/x86_64 prompt/off command/ec2.terminate-instances',
    requestId: `${hex(index)}-${hex(index + 1)}-${hex(index + 2)}`,
    metadata: {
      eventVersion: '1.09',
      awsRegion: pick(['eu-central-1', 'us-east-1', 'ap-southeast-2'], index, 8),
      eventSource: 'ec2.amazonaws.com',
      eventType: 'AwsApiCall',
      recipientAccountId: account,
      readOnly: false,
      managementEvent: true,
      userIdentity: {
        type: 'AssumedRole',
        principalId: `AROA${hex(draw(index, 9, 90_000)).toUpperCase()}:session-${draw(index, 10, 5000)}`,
        arn: `arn:aws:sts::${account}:assumed-role/${role}/session-${draw(index, 10, 5000)}`,
        accountId: account,
        sessionContext: {
          sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${role}`, userName: role },
          attributes: { creationDate: '2026-11-20T08:00:00Z', mfaAuthenticated: 'false' },
        },
      },
      requestParameters: { instancesSet: { items: instances.map(({ instanceId }) => ({ instanceId })) } },
      responseElements: { requestId: hex(index + 3), instancesSet: { items: instances } },
      tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
    },
  }
}

const nouns = ['campaign', 'invoice', 'contact', 'budget', 'audience', 'report', 'webhook', 'domain', 'plan', 'quota']
const names = ['Ada', 'Björn', 'Chidi', 'Dolores', 'Emre', 'Farah', 'Goran', 'Hanna', 'Ines', 'Jun', 'Kofi', 'Lena']

/** A number below `limit` that follows from the event's and from what it is for. */
function draw(index: number, purpose: number, limit: number): number {
  let mixed = Math.imul(index + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(purpose + 1, 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return ((mixed ^ (mixed >>> 13)) >>> 0) % limit
}

function pick(words: readonly string[], index: number, purpose: number): string {
  return words[draw(index, purpose, words.length)] ?? ''
}

function hex(value: number): string {
  return draw(value, 99, 0xffffffff).toString(16).padStart(8, '0')
}
