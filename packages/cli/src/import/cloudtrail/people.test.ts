import type { JsonObject } from '@daybook/core/model'
import { expect, test } from 'vitest'
import { exampleAccount, exampleRecord, exampleUser } from './example-record.ts'
import { mapCloudTrail } from './map.ts'

function people(userIdentity: JsonObject, fields: JsonObject = {}) {
  const event = mapCloudTrail(exampleRecord({ userIdentity, ...fields }), { file: 'a.json', index: 0 })
  return { actor: event.actor, onBehalfOf: event.onBehalfOf, assumedBy: event.assumedBy }
}

const role = {
  type: 'Role',
  principalId: 'AROAEXAMPLEROLE000001',
  arn: `arn:aws:iam::${exampleAccount}:role/path/Deploy`,
  accountId: exampleAccount,
  userName: 'Deploy',
}

function assumed(session: string, more: JsonObject = {}, context: JsonObject = {}): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLEROLE000001:${session}`,
    arn: `arn:aws:sts::${exampleAccount}:assumed-role/Deploy/${session}`,
    accountId: exampleAccount,
    accessKeyId: 'ASIAEXAMPLESESSION01',
    sessionContext: {
      sessionIssuer: role,
      webIdFederationData: {},
      attributes: { creationDate: '2026-03-04T04:00:00Z', mfaAuthenticated: 'true' },
      ...context,
    },
    ...more,
  }
}

test('an IAM user acted as herself', () => {
  expect(people(exampleUser)).toEqual({
    actor: { type: 'user', id: exampleUser.arn, username: 'maria', name: 'maria' },
  })
})

test('the root of an account is told as root', () => {
  const root = {
    type: 'Root',
    principalId: exampleAccount,
    arn: `arn:aws:iam::${exampleAccount}:root`,
    accountId: exampleAccount,
  }
  expect(people(root)).toEqual({ actor: { type: 'user', id: root.arn, name: 'root', role: 'root' } })
  expect(people({ ...root, userName: 'acme-prod' }).actor).toMatchObject({ name: 'root', username: 'acme-prod' })
})

test('the session of a role acted, as the role whose rights it has', () => {
  const session = {
    type: 'user',
    id: `arn:aws:sts::${exampleAccount}:assumed-role/Deploy/release-42`,
    name: 'release-42',
    role: 'Deploy',
  }
  expect(people(assumed('release-42'))).toEqual({
    actor: session,
    onBehalfOf: { type: 'service', id: role.arn, name: 'Deploy' },
    assumedBy: session,
  })
})

test('a session named after an e-mail address is that person', () => {
  expect(people(assumed('maria@example.com')).actor).toMatchObject({
    type: 'user',
    email: 'maria@example.com',
    role: 'Deploy',
  })
})

test('who put the identity on is told by the source identity', () => {
  const { actor, assumedBy } = people(assumed('job-7', {}, { sourceIdentity: 'maria@example.com' }))
  expect(actor.name).toBe('job-7')
  expect(assumedBy).toEqual({ type: 'user', email: 'maria@example.com', name: 'maria@example.com' })
})

test('the session of an instance is a service', () => {
  expect(people(assumed('i-0123456789abcdef0', {}, { ec2RoleDelivery: '2.0' })).actor.type).toBe('service')
  expect(
    people(assumed('my-function', { inScopeOf: { credentialsIssuedTo: 'arn:aws:lambda:x:1:function:f' } })).actor.type,
  ).toBe('service')
})

test('a service that works in its own role is who assumed it', () => {
  const linked = {
    ...role,
    arn: `arn:aws:iam::${exampleAccount}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`,
    userName: 'AWSServiceRoleForRDS',
  }
  const identity = assumed('SLRManagement', { invokedBy: 'rds.amazonaws.com' }, { sessionIssuer: linked })
  expect(people(identity)).toMatchObject({
    actor: { type: 'service', name: 'SLRManagement', role: 'AWSServiceRoleForRDS' },
    onBehalfOf: { type: 'service', id: linked.arn },
    assumedBy: { type: 'service', id: 'rds.amazonaws.com', name: 'rds.amazonaws.com' },
  })
})

test('a session whose issuer is missing still tells its role', () => {
  const identity = assumed('release-42', {}, { sessionIssuer: {} })
  expect(people(identity)).toMatchObject({
    actor: { name: 'release-42', role: 'Deploy' },
    onBehalfOf: { name: 'Deploy' },
  })
})

test('a federated user acted with the rights of the user who let them in', () => {
  const identity = {
    type: 'FederatedUser',
    principalId: `${exampleAccount}:jonas`,
    arn: `arn:aws:sts::${exampleAccount}:federated-user/jonas`,
    accountId: exampleAccount,
    sessionContext: { sessionIssuer: { ...exampleUser, type: 'IAMUser' } },
  }
  expect(people(identity)).toEqual({
    actor: { type: 'user', id: identity.arn, name: 'jonas', role: 'maria' },
    onBehalfOf: { type: 'user', id: exampleUser.arn, name: 'maria' },
  })
})

test('a service of AWS acted by itself', () => {
  expect(people({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' })).toEqual({
    actor: { type: 'service', id: 'ec2.amazonaws.com', name: 'ec2.amazonaws.com' },
  })
})

test('another account is named by its number, an unsigned caller is anonymous', () => {
  expect(people({ type: 'AWSAccount', principalId: 'AIDAOTHER', accountId: '444455556666' }).actor).toEqual({
    type: 'user',
    id: 'AIDAOTHER',
    name: 'AWS account 444455556666',
  })
  expect(people({ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }).actor).toEqual({
    type: 'anonymous',
  })
})

test('an Identity Center user is the actor, or the one acted for', () => {
  const onBehalfOf = {
    userId: 'c0ffee00-0000-4000-8000-000000000000',
    identityStoreArn: 'arn:aws:identitystore::1:identitystore/d-1',
  }
  expect(people({ type: 'IdentityCenterUser', accountId: exampleAccount, onBehalfOf })).toEqual({
    actor: { type: 'user', id: onBehalfOf.userId },
  })
  expect(people(assumed('q-app', { onBehalfOf }))).toMatchObject({
    actor: { name: 'q-app', role: 'Deploy' },
    onBehalfOf: { type: 'user', id: onBehalfOf.userId },
  })
})

test('a web identity is the user it names', () => {
  const identity = {
    type: 'WebIdentityUser',
    principalId: 'accounts.example.com:app:17',
    userName: 'maria@example.com',
    identityProvider: 'accounts.example.com',
  }
  expect(people(identity).actor).toMatchObject({ id: identity.principalId, email: 'maria@example.com' })
})

test('a user name that AWS hides names nobody', () => {
  const identity = {
    type: 'IAMUser',
    principalId: '',
    accountId: exampleAccount,
    accessKeyId: '',
    userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  }
  expect(people(identity, { eventName: 'ConsoleLogin', eventSource: 'signin.amazonaws.com' }).actor).toEqual({
    type: 'anonymous',
  })
})

test.each([
  [
    'only an account and a service',
    { accountId: exampleAccount, invokedBy: 'secretsmanager.amazonaws.com' },
    {},
    'secretsmanager.amazonaws.com',
  ],
  [
    'nothing, of a service that reports its own work',
    {},
    { eventType: 'AwsServiceEvent', sourceIPAddress: null },
    's3.amazonaws.com',
  ],
  ['nothing, from the address of a service', {}, { sourceIPAddress: 'config.amazonaws.com' }, 'config.amazonaws.com'],
])('an identity with %s is that service', (_, identity, fields, id) => {
  expect(people(identity, fields).actor).toEqual({ type: 'service', id, name: id })
})

test('an identity with nothing at all is anonymous', () => {
  expect(people({}).actor).toEqual({ type: 'anonymous' })
})

test('an identity of a type not known yet is the user it names', () => {
  expect(people({ ...exampleUser, type: 'Something' }).actor).toMatchObject({
    type: 'user',
    id: exampleUser.arn,
    name: 'maria',
  })
})
