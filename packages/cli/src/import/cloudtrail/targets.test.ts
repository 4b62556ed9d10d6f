import type { JsonObject } from '@daybook/core/model'
import { expect, test } from 'vitest'
import { exampleAccount, exampleRecord } from './example-record.ts'
import { mapCloudTrail } from './map.ts'

/** Targets as `type id name` with `-` for what is not known, `~ relation` where there is one. */
function targets(action: string, fields: JsonObject = {}): string[] {
  const [service = '', eventName = ''] = action.split('.')
  const record = exampleRecord({ eventSource: `${service}.amazonaws.com`, eventName, readOnly: false, ...fields })
  const { targets = [] } = mapCloudTrail(record, { file: 'a.json', index: 0 })
  return (targets ?? []).map(({ type, id, name, revision, relation }) =>
    [
      type,
      id ?? '-',
      name ?? '-',
      ...(revision ? [`rev ${revision}`] : []),
      ...(relation ? [`~ ${relation}`] : []),
    ].join(' '),
  )
}

const arn = (resource: string) => `arn:aws:${resource}`

test('resources that AWS lists are the targets, known by the identifier of their service', () => {
  const resources = [
    { type: 'AWS::S3::Object', ARN: arn('s3:::reports/2026/q1.csv'), accountId: exampleAccount },
    { type: 'AWS::S3::Bucket', ARN: arn('s3:::reports'), accountId: exampleAccount },
  ]
  expect(targets('s3.GetObject', { resources })).toEqual([
    'object reports/2026/q1.csv reports/2026/q1.csv',
    'bucket reports reports',
  ])
})

test('a resource is one target, whether its ARN or its name is given', () => {
  const resources = [{ ARN: arn(`ssm:eu-central-1:${exampleAccount}:parameter/db/url`), accountId: exampleAccount }]
  expect(targets('ssm.GetParameter', { resources, requestParameters: { name: '/db/url' } })).toEqual([
    'parameter /db/url /db/url',
  ])
})

test.each<[string, JsonObject, string[]]>([
  [
    's3.PutBucketPolicy',
    { bucketName: 'reports', Host: 'reports.s3.amazonaws.com', policy: '' },
    ['bucket reports reports'],
  ],
  [
    'ec2.TerminateInstances',
    { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
    ['instance i-0123456789abcdef0 -'],
  ],
  ['ec2.DeleteVpc', { vpcId: 'vpc-0123456789abcdef0' }, ['VPC vpc-0123456789abcdef0 -']],
  ['ec2.ReleaseAddress', { allocationId: 'eipalloc-0123456789abcdef0' }, ['elastic IP eipalloc-0123456789abcdef0 -']],
  [
    'ec2.AuthorizeSecurityGroupIngress',
    { groupId: 'sg-0123456789abcdef0', ipPermissions: {} },
    ['security group ingress sg-0123456789abcdef0 -', 'security group sg-0123456789abcdef0 - ~ of'],
  ],
  [
    'ec2.DeleteFlowLogs',
    { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: 'fl-0123456789abcdef0' } } },
    ['flow log fl-0123456789abcdef0 -'],
  ],
  [
    'iam.AttachRolePolicy',
    { policyArn: arn('iam::aws:policy/ReadOnlyAccess'), roleName: 'Deploy' },
    ['policy ReadOnlyAccess ReadOnlyAccess', 'role Deploy Deploy ~ to'],
  ],
  ['iam.AddUserToGroup', { groupName: 'admins', userName: 'jonas' }, ['user jonas jonas', 'group admins admins ~ to']],
  [
    'iam.DeleteRolePolicy',
    { roleName: 'Deploy', policyName: 'inline' },
    ['policy inline inline', 'role Deploy Deploy ~ of'],
  ],
  [
    'iam.DeleteAccessKey',
    { userName: 'jonas', accessKeyId: 'AKIAEXAMPLEJONAS0001' },
    ['access key AKIAEXAMPLEJONAS0001 -', 'user jonas jonas ~ of'],
  ],
  [
    'lambda.UpdateFunctionCode20150331v2',
    { functionName: arn(`lambda:eu-central-1:${exampleAccount}:function:bill:7`) },
    ['function bill bill rev 7'],
  ],
  ['rds.DeleteDBInstance', { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true }, ['DB instance orders orders']],
  [
    'secretsmanager.GetSecretValue',
    { secretId: arn(`secretsmanager:eu-central-1:${exampleAccount}:secret:db-AbC123`) },
    ['secret db-AbC123 db'],
  ],
  ['logs.DeleteLogGroup', { logGroupName: '/app/web' }, ['log group /app/web /app/web']],
  ['cloudtrail.StopLogging', { name: 'main' }, ['trail main main']],
  ['dynamodb.DeleteTable', { tableName: 'orders' }, ['table orders orders']],
  [
    'sqs.PurgeQueue',
    { queueUrl: 'https://sqs.example.com/1/jobs' },
    ['queue https://sqs.example.com/1/jobs https://sqs.example.com/1/jobs'],
  ],
  ['ssm.AddTagsToResource', { resourceType: 'Parameter', resourceId: '/db/url' }, ['parameter /db/url /db/url']],
  [
    'rds.ListTagsForResource',
    { resourceName: arn(`rds:eu-central-1:${exampleAccount}:subgrp:main`) },
    ['DB subnet group main main'],
  ],
])('%s names its target by its parameters', (action, requestParameters, expected) => {
  expect(targets(action, { requestParameters })).toEqual(expected)
})

test('what is made is named by the answer, with the name it was given', () => {
  const requestParameters = {
    vpcId: 'vpc-0123456789abcdef0',
    tagSpecificationSet: { items: [{ resourceType: 'subnet', tags: [{ key: 'Name', value: 'private-a' }] }] },
  }
  const responseElements = {
    subnet: { subnetId: 'subnet-0123456789abcdef0', vpcId: 'vpc-0123456789abcdef0', cidrBlock: '10.0.0.0/24' },
  }
  expect(targets('ec2.CreateSubnet', { requestParameters, responseElements })).toEqual([
    'subnet subnet-0123456789abcdef0 private-a',
    'VPC vpc-0123456789abcdef0 -',
  ])
  expect(targets('ec2.CreateSubnet', { requestParameters, errorCode: 'Client.InvalidVpcID.NotFound' })).toEqual([
    'subnet - private-a',
    'VPC vpc-0123456789abcdef0 -',
  ])
})

test('a new instance is the target, not the image it was made of', () => {
  const requestParameters = { instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1 }] } }
  const responseElements = {
    instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0', imageId: 'ami-0123456789abcdef0' }] },
  }
  expect(targets('ec2.RunInstances', { requestParameters, responseElements })).toEqual([
    'instance i-0123456789abcdef0 -',
    'image ami-0123456789abcdef0 -',
  ])
})

test('a name asked for and an id answered are one resource', () => {
  const fields = { requestParameters: { name: 'golden' }, responseElements: { imageId: 'ami-0123456789abcdef0' } }
  expect(targets('ec2.RegisterImage', fields)).toEqual(['image ami-0123456789abcdef0 golden'])
})

test('deleting a part of something does not read as deleting the whole', () => {
  expect(targets('iam.DeleteLoginProfile', { requestParameters: { userName: 'jonas' } })).toEqual([
    'login profile jonas jonas',
    'user jonas jonas ~ of',
  ])
  const resources = [{ type: 'AWS::S3::Bucket', ARN: arn('s3:::reports') }]
  expect(targets('s3.DeleteBucketPolicy', { resources })).toEqual([
    'bucket policy reports reports',
    'bucket reports reports ~ of',
  ])
})

test('a key tells what it was used for', () => {
  const key = '0c1d2e3f-0000-4000-8000-00000000000a'
  const fields = {
    resources: [{ type: 'AWS::KMS::Key', ARN: arn(`kms:eu-central-1:${exampleAccount}:key/${key}`) }],
    requestParameters: {
      keyId: 'alias/aws/ssm',
      encryptionContext: { PARAMETER_ARN: arn(`ssm:eu-central-1:${exampleAccount}:parameter/db/url`) },
    },
  }
  expect(targets('kms.Encrypt', fields)).toEqual([
    `key ${key} alias/aws/ssm`,
    'parameter /db/url /db/url ~ encrypted with it',
  ])
})

test('what a service reports of its own work is named in its extra data', () => {
  const additionalEventData = { ARN: arn(`secretsmanager:eu-central-1:${exampleAccount}:secret:db-AbC123`), Name: 'db' }
  expect(targets('secretsmanager.EndSecretVersionDelete', { additionalEventData })).toEqual([
    'secret version db-AbC123 db',
    'secret db-AbC123 db ~ of',
  ])
})

test('a refusal without parameters still names what was refused', () => {
  const errorMessage = `User: x is not authorized to perform: sts:AssumeRole on resource: ${arn(`iam::${exampleAccount}:role/Admin`)}`
  expect(targets('sts.AssumeRole', { errorCode: 'AccessDenied', errorMessage })).toEqual(['role Admin Admin'])
})

test('a change of which nothing is told but its name has a target of that kind', () => {
  expect(targets('ssm.DeleteParameter', { errorCode: 'ThrottlingException' })).toEqual(['parameter - -'])
  expect(targets('organizations.LeaveOrganization')).toEqual(['organization - -'])
})

test('asking IAM about nobody is asking about oneself', () => {
  expect(targets('iam.GetUser', { readOnly: true })).toEqual(['user maria maria'])
})

test('a list of everything has its kind for a target', () => {
  expect(
    targets('ec2.DescribeVpcs', {
      readOnly: true,
      requestParameters: { vpcSet: {}, filterSet: { items: [{ name: 'state' }] } },
    }),
  ).toEqual(['VPCs - -'])
})

test('a permission is given on something, and taken from it; the thing itself is not', () => {
  const fields = { requestParameters: { functionName: 'bill', statementId: 'open', principal: '*' } }
  const expected = ['permission - bill', 'function bill bill ~ of']
  expect(targets('lambda.AddPermission20150331v2', fields)).toEqual(expected)
  expect(targets('lambda.RemovePermission20150331v2', fields)).toEqual(expected)
})

test('a sign-in is done to nothing', () => {
  expect(targets('signin.ConsoleLogin', { responseElements: { ConsoleLogin: 'Success' } })).toEqual([])
})

test('ids of the request, of accounts and of pages are no targets', () => {
  const requestParameters = {
    clientToken: 'x',
    nextToken: 'y',
    accountId: exampleAccount,
    regionName: 'eu-north-1',
    ownerId: '1',
    versionId: 'v1',
  }
  expect(targets('ec2.DescribeVpcs', { readOnly: true, requestParameters })).toEqual(['VPCs - -'])
})

test('of very many targets the first are kept', () => {
  const items = Array.from({ length: 200 }, (_, index) => ({ instanceId: `i-${String(index).padStart(17, '0')}` }))
  expect(targets('ec2.StopInstances', { requestParameters: { instancesSet: { items } } })).toHaveLength(25)
})

test('parameters of forms nobody expects do no harm', () => {
  const requestParameters = {
    roleName: { nested: true },
    userName: null,
    policyArn: 5,
    instancesSet: { items: 'x' },
    names: [1, [2], 'a'],
    name: '',
  }
  expect(
    targets('iam.GetRole', { requestParameters, resources: ['x', null, { ARN: 7 }, { ARN: 'arn:aws:x' }] }),
  ).toEqual(['role a a'])
})
