import { type EventInput, eventInputSchema, isJsonObject, type JsonObject, measureJson } from '@daybook/core/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleAccount, exampleRecord, exampleUser } from './example-record.ts'
import { mapCloudTrail } from './map.ts'

function map(fields: JsonObject = {}): EventInput {
  return mapCloudTrail(exampleRecord(fields), { file: '1_CloudTrail_x.json.gz', index: 4 })
}

test('a record becomes an event, field by field', () => {
  const record = exampleRecord({
    eventTime: '2026-03-04T05:06:07Z',
    sharedEventID: 'shared-1',
    unheardOf: { kept: true },
  })
  expect(mapCloudTrail(record, { file: 'a.json', index: 0 })).toEqual({
    id: '0c1d2e3f-0000-4000-8000-000000000002',
    occurredAt: '2026-03-04T05:06:07.000Z',
    action: 's3.ListBuckets',
    operation: 'read',
    module: 's3',
    outcome: 'success',
    outcomeReason: null,
    actor: { type: 'user', id: exampleUser.arn, username: 'maria', name: 'maria' },
    customerId: exampleAccount,
    targets: [{ type: 'buckets' }],
    details: { region: 'eu-central-1' },
    description: null,
    ip: '198.51.100.7',
    userAgent: 'aws-cli/2.15.0',
    sessionId: null,
    requestId: '0c1d2e3f-0000-4000-8000-000000000001',
    correlationId: 'shared-1',
    channel: 'api',
    apiUsed: 's3.amazonaws.com',
    provider: 'aws',
    bulkImport: { fileId: 'a.json', line: 1 },
    metadata: record,
  })
})

test('the event id is the record’s own, not the one it shares with copies in other accounts', () => {
  expect(
    map({ eventID: '0C1D2E3F-0000-4000-8000-0000000000AA', sharedEventID: '0c1d2e3f-0000-4000-8000-0000000000bb' }).id,
  ).toBe('0c1d2e3f-0000-4000-8000-0000000000aa')
})

test('a record whose id is no UUID has the same id each time, and another in another account', () => {
  const odd = map({ eventID: 'event-7' }).id
  expect(map({ eventID: 'event-7', awsRegion: 'us-east-1' }).id).toBe(odd)
  expect(map({ eventID: 'event-7', recipientAccountId: '444455556666' }).id).not.toBe(odd)
  expect(map({ eventID: null }).id).toBe(map({ eventID: null }).id)
  expect(map({ eventID: null }).id).not.toBe(map({ eventID: null, awsRegion: 'us-east-1' }).id)
})

test.each([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['Client.UnauthorizedOperation', 'denied'],
  ['NotAuthorizedException', 'denied'],
  ['ThrottlingException', 'failure'],
  ['NoSuchBucketPolicy', 'failure'],
])('the error %s is told as %s', (errorCode, outcome) => {
  expect(map({ errorCode, errorMessage: 'No.' })).toMatchObject({ outcome, outcomeReason: 'No.' })
  expect(map({ errorCode })).toMatchObject({ outcome, outcomeReason: errorCode })
})

test('a failed sign-in failed, though it has no error code', () => {
  const fields = {
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    readOnly: false,
  }
  expect(
    map({ ...fields, responseElements: { ConsoleLogin: 'Failure' }, errorMessage: 'Failed authentication' }),
  ).toMatchObject({
    operation: 'login_failed',
    outcome: 'failure',
    outcomeReason: 'Failed authentication',
    channel: 'ui',
  })
  expect(map({ ...fields, responseElements: { ConsoleLogin: 'Success' } })).toMatchObject({
    operation: 'login',
    outcome: 'success',
  })
  expect(map({ ...fields, eventName: 'CheckMfa', responseElements: { CheckMfa: 'Failure' } })).toMatchObject({
    outcome: 'failure',
  })
})

const temporary = {
  ...exampleUser,
  accessKeyId: 'ASIAEXAMPLE000000001',
  sessionContext: { attributes: { creationDate: '2026-03-04T04:00:00Z', mfaAuthenticated: 'true' } },
}

test('all keys that one sign-in was given are one session; a long-lived key has none', () => {
  const session = map({ userIdentity: temporary }).sessionId
  expect(session).toBe(`${exampleUser.principalId}/2026-03-04T04:00:00Z`)
  expect(map({ userIdentity: { ...temporary, accessKeyId: 'ASIAEXAMPLE000000002' } }).sessionId).toBe(session)
  expect(map({ userIdentity: exampleUser }).sessionId).toBeNull()
})

test.each<[string, JsonObject]>([
  ['ui', { userIdentity: temporary, sessionCredentialFromConsole: 'true', userAgent: 'AWS Internal' }],
  ['ui', { userAgent: '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]' }],
  ['ui', { userAgent: 'RDS Console, aws-internal/3 aws-sdk-java/1.11.975' }],
  ['ui', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/102.0' }],
  ['ui', { userAgent: 'console.amazonaws.com' }],
  ['provider', { userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } }],
  ['provider', { userIdentity: { ...temporary, invokedBy: 'secretsmanager.amazonaws.com' } }],
  ['provider', { userIdentity: { ...temporary, invokedBy: 'AWS Internal' } }],
  ['provider', { eventType: 'AwsServiceEvent' }],
  ['api', { userAgent: 'aws-cli/2.15.0 md/console' }],
  ['api', { userAgent: '[Boto3/1.26.165 Python/3.10.6]' }],
  ['api', { userAgent: null }],
])('it came by %s: %j', (channel, fields) => {
  expect(map(fields).channel).toBe(channel)
})

test('the source address may be the name of a service', () => {
  expect(map({ sourceIPAddress: 'AWS Internal' }).ip).toBe('AWS Internal')
})

test('details tell the region, the second factor and the service in between', () => {
  expect(map({ userIdentity: { ...temporary, invokedBy: 'health.amazonaws.com' } }).details).toEqual({
    region: 'eu-central-1',
    invokedBy: 'health.amazonaws.com',
    mfaAuthenticated: true,
  })
})

test('an insight has a name and says what was unusual', () => {
  const insightDetails = {
    state: 'Start',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    insightType: 'ApiCallRateInsight',
  }
  const fields = {
    eventType: 'AwsCloudTrailInsight',
    eventName: null,
    eventSource: null,
    userIdentity: null,
    insightDetails,
  }
  expect(map(fields)).toMatchObject({
    action: 'cloudtrail.ApiCallRateInsight',
    actor: { type: 'service', id: 'cloudtrail.amazonaws.com' },
    description: 'ApiCallRateInsight: ec2.amazonaws.com RunInstances (Start)',
  })
})

test.each<[string, JsonObject]>([
  ['eventTime is missing', { eventTime: null }],
  ['eventTime is not a time', { eventTime: 'yesterday' }],
  ['eventName is missing', { eventName: null }],
  ['eventSource is missing', { eventSource: '' }],
  ['occurredAt: Send a time between the years 1970 and 9999.', { eventTime: '1869-01-01T00:00:00Z' }],
])('a record is refused with the reason: %s', (reason, fields) => {
  expect(() => map(fields)).toThrow(reason)
})

const kilobytes = 1024
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

test('a record that fits is the metadata, unchanged', () => {
  const record = exampleRecord({ requestParameters: { policyDocument: 'x'.repeat(200 * kilobytes) } })
  expect(mapCloudTrail(record, { file: 'a', index: 0 }).metadata).toEqual(record)
})

test('of a record that is too large, the heaviest part gives way and says so', () => {
  const event = map({ requestParameters: { roleName: 'Deploy', policyDocument: 'x'.repeat(300 * kilobytes) } })
  expect(bytesOf(event)).toBeLessThanOrEqual(256 * kilobytes)
  expect(event.metadata).toMatchObject({
    eventName: 'ListBuckets',
    requestParameters: { roleName: 'Deploy', policyDocument: 'Left out on import: 307202 bytes.' },
    importNote: expect.stringContaining('left out'),
  })
})

test('of a record with too many keys, the fullest part gives way and says so', () => {
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k${index}`, index]))
  const event = map({ responseElements: { few: { a: 1 }, many } })
  expect(measureJson(event).keys).toBeLessThanOrEqual(500)
  expect(event.metadata).toMatchObject({
    responseElements: { few: { a: 1 }, many: expect.stringMatching(/^Left out on import: 600 keys/) },
  })
})

test('a record that is nested too deep loses what lies deeper', () => {
  const deep = Array.from({ length: 60 }).reduce<JsonObject>((inner) => ({ inner }), { end: true })
  const event = map({ requestParameters: deep })
  expect(measureJson(event).depth).toBeLessThanOrEqual(32)
  expect(event.metadata).toMatchObject({ eventName: 'ListBuckets', importNote: expect.any(String) })
})

test('texts longer than their fields are cut, the record is not', () => {
  const event = map({
    userAgent: 'a'.repeat(3000),
    requestID: 'r'.repeat(600),
    requestParameters: { bucketName: 'b'.repeat(900) },
  })
  expect(event.userAgent).toHaveLength(2000)
  expect(event.requestId).toMatch(/^r{511}…$/)
  expect(event.metadata).toMatchObject({ userAgent: 'a'.repeat(3000) })
})

test('whatever stands in a record with a time and a name, it becomes an event that is taken', () => {
  const json = fc.jsonValue({ maxDepth: 4 })
  const fields = Object.fromEntries(
    [
      ...Object.keys(exampleRecord()),
      'errorCode',
      'errorMessage',
      'resources',
      'additionalEventData',
      'sharedEventID',
      'insightDetails',
      'apiVersion',
    ]
      .filter((field) => field !== 'eventTime')
      .map((field) => [field, json]),
  )
  fc.assert(
    fc.property(fc.record(fields, { requiredKeys: [] }), fc.string({ minLength: 1 }), (odd, eventName) => {
      const record = JSON.parse(
        JSON.stringify({ ...odd, eventTime: '2026-03-04T05:06:07Z', eventName, eventSource: 'x.amazonaws.com' }),
      )
      const event = mapCloudTrail(record, { file: 'a', index: 0 })
      expect(eventInputSchema.safeParse(event).success).toBe(true)
      expect(isJsonObject(event.metadata)).toBe(true)
      expect(bytesOf(event)).toBeLessThanOrEqual(256 * kilobytes)
    }),
  )
})
