import { isJsonObject } from '@daybook/core/model'
import { expect, test } from 'vitest'
import { exampleRecord } from './example-record.ts'
import { operationOf, plainName, splitName } from './operation.ts'
import { cloudTrailRecordSchema } from './record.ts'

function operation(action: string, fields: Parameters<typeof exampleRecord>[0] = {}): string {
  const [service = '', name = ''] = action.split(/\.(.*)/)
  const record = cloudTrailRecordSchema.parse(exampleRecord({ readOnly: null, eventName: name, ...fields }))
  return operationOf(record, name, service)
}

/** `read` in the second column: AWS marks the call read-only. */
const expected: Record<string, string> = {
  assign: `ec2.AssociateRouteTable ec2.AttachInternetGateway ec2.AuthorizeSecurityGroupEgress
    iam.AddRoleToInstanceProfile iam.AttachRolePolicy iam.AttachUserPolicy lambda.AddPermission20150331v2
    iam.AddUserToGroup elasticloadbalancing.RegisterTargets events.PutTargets kms.CreateGrant`,
  unassign: `ec2.DetachInternetGateway ec2.DisassociateRouteTable iam.DetachRolePolicy
    iam.RemoveRoleFromInstanceProfile organizations.LeaveOrganization iam.RemoveUserFromGroup`,
  create: `cloudtrail.CreateTrail ec2.AllocateAddress ec2.CreateInternetGateway ec2.CreateRoute ec2.CreateRouteTable
    ec2.CreateSnapshot ec2.CreateSubnet ec2.CreateVolume ec2.CreateVpc ec2.RegisterImage ec2.RunInstances
    iam.CreateAccessKey iam.CreateLoginProfile iam.CreateRole iam.CreateUser lambda.CreateFunction20150331
    logs.CreateLogGroup rds.CreateDBInstance rds.CreateDBSubnetGroup s3.CreateBucket ssm.PutParameter s3.PutObject
    rds.RestoreDBInstanceFromDBSnapshot cloudfront.CreateDistribution2020_05_31`,
  update: `ec2.ModifyInstanceAttribute ec2.ModifySnapshotAttribute iam.PutRolePolicy iam.TagInstanceProfile
    iam.UpdateAssumeRolePolicy lambda.UpdateFunctionCode20150331v2 rds.ModifyDBSnapshotAttribute
    s3.PutBucketLifecycle s3.PutBucketPolicy s3.PutBucketTagging secretsmanager.PutSecretValue ssm.PutInventory
    ssm.UpdateInstanceAssociationStatus ssm.UpdateInstanceInformation ec2.CreateTags ec2.DeleteTags
    iam.SetDefaultPolicyVersion rds.AddTagsToResource`,
  delete: `cloudtrail.DeleteTrail ec2.DeleteFlowLogs ec2.DeleteInternetGateway ec2.DeleteNetworkInterface
    ec2.DeleteRoute ec2.DeleteRouteTable ec2.DeleteSubnet ec2.DeleteVolume ec2.DeleteVpc ec2.DeregisterImage
    ec2.ReleaseAddress ec2.TerminateInstances iam.DeleteAccessKey iam.DeleteInstanceProfile iam.DeleteLoginProfile
    iam.DeletePolicy iam.DeleteRole iam.DeleteRolePolicy iam.DeleteUser lambda.DeleteFunction20150331
    rds.DeleteDBInstance rds.DeleteDBSnapshot rolesanywhere.DeleteProfile s3.DeleteBucket
    secretsmanager.DeleteSecret secretsmanager.EndSecretVersionDelete secretsmanager.StartSecretVersionDelete
    ssm.DeleteParameter kms.ScheduleKeyDeletion cognito-idp.AdminDeleteUser`,
  revoke: `ec2.RevokeSecurityGroupEgress ec2.RevokeSecurityGroupIngress lambda.RemovePermission20150331v2
    kms.RetireGrant`,
  activate: 'cloudtrail.StartLogging guardduty.EnableOrganizationAdminAccount secretsmanager.RestoreSecret',
  deactivate: 'cloudtrail.StopLogging kms.DisableKey ec2.StopInstances rds.StopDBInstance',
  assume: 'sts.AssumeRole sts.AssumeRoleWithSAML sts.AssumeRoleWithWebIdentity signin.SwitchRole',
  generate: 'kms.GenerateDataKey sts.GetFederationToken',
  decrypt: 'kms.Decrypt',
  encrypt: 'kms.Encrypt kms.ReEncrypt',
  login: 'signin.ConsoleLogin sso.UserAuthentication',
  logout: 'sso.Logout',
  reset: 'ec2.ResetImageAttribute',
  import: 'ec2.ImportKeyPair',
  read: `account.GetRegionOptStatus autoscaling.DescribeAutoScalingGroups ce.GetCostAndUsage ce.GetCostForecast
    cloudtrail.DescribeTrails cloudtrail.GetEventSelectors cloudtrail.GetTrailStatus cloudtrail.ListTags
    cloudtrail.LookupEvents devops-guru.GetResourceCollection devops-guru.SearchInsights
    ec2.DescribeAccountAttributes ec2.DescribeAddressTransfers ec2.DescribeAddresses ec2.DescribeAddressesAttribute
    ec2.DescribeAvailabilityZones ec2.DescribeCustomerGateways ec2.DescribeDhcpOptions
    ec2.DescribeEgressOnlyInternetGateways ec2.DescribeFlowLogs ec2.DescribeHosts ec2.DescribeImages
    ec2.DescribeInstanceAttribute ec2.DescribeInstanceCreditSpecifications ec2.DescribeInstances
    ec2.DescribeInternetGateways ec2.DescribeKeyPairs ec2.DescribeLaunchTemplates ec2.DescribeNatGateways
    ec2.DescribeNetworkAcls ec2.DescribeNetworkInterfaces ec2.DescribePlacementGroups ec2.DescribeRegions
    ec2.DescribeRouteTables ec2.DescribeSecurityGroups ec2.DescribeSnapshots ec2.DescribeSubnets ec2.DescribeTags
    ec2.DescribeVolumes ec2.DescribeVpcAttribute ec2.DescribeVpcClassicLink ec2.DescribeVpcClassicLinkDnsSupport
    ec2.DescribeVpcEndpoints ec2.DescribeVpcPeeringConnections ec2.DescribeVpcs ec2.DescribeVpnConnections
    ec2.DescribeVpnGateways elasticloadbalancing.DescribeLoadBalancers guardduty.GetDetector guardduty.GetFindings
    guardduty.ListDetectors guardduty.ListFindings health.DescribeEventAggregates
    iam.GetAccountAuthorizationDetails iam.GetAccountSummary iam.GetInstanceProfile iam.GetLoginProfile
    iam.GetPolicy iam.GetPolicyVersion iam.GetRole iam.GetRolePolicy iam.GetUser iam.ListAccessKeys
    iam.ListAttachedRolePolicies iam.ListEntitiesForPolicy iam.ListGroupsForUser iam.ListInstanceProfilesForRole
    iam.ListMFADevices iam.ListPolicyVersions iam.ListRolePolicies iam.ListSSHPublicKeys
    iam.ListServiceSpecificCredentials iam.ListSigningCertificates iam.ListUsers iam.ListVirtualMFADevices
    lambda.GetFunction20150331v2 lambda.GetFunctionCodeSigningConfig lambda.ListVersionsByFunction20150331
    logs.DescribeLogGroups logs.ListTagsLogGroup notifications.ListNotificationHubs
    organizations.DescribeOrganization ram.ListResources rds.DescribeAccountAttributes rds.DescribeCertificates
    rds.DescribeDBClusterSnapshots rds.DescribeDBClusters rds.DescribeDBEngineVersions rds.DescribeDBInstances
    rds.DescribeDBParameterGroups rds.DescribeDBSnapshots rds.DescribeDBSubnetGroups rds.DescribeOptionGroups
    rds.DescribeOrderableDBInstanceOptions rds.DescribePendingMaintenanceActions rds.DescribeRecommendationGroups
    rds.DescribeRecommendations rds.ListTagsForResource resource-explorer-2.ListIndexes
    rolesanywhere.ListTrustAnchors route53.ListHostedZones route53resolver.ListFirewallRuleGroupAssociations
    s3.GetAccelerateConfiguration s3.GetAccountPublicAccessBlock s3.GetBucketAcl s3.GetBucketCors
    s3.GetBucketEncryption s3.GetBucketLifecycle s3.GetBucketLocation s3.GetBucketLogging
    s3.GetBucketObjectLockConfiguration s3.GetBucketPolicy s3.GetBucketPolicyStatus s3.GetBucketPublicAccessBlock
    s3.GetBucketReplication s3.GetBucketRequestPayment s3.GetBucketTagging s3.GetBucketVersioning
    s3.GetBucketWebsite s3.GetStorageLensConfiguration s3.GetStorageLensDashboardDataInternal s3.ListAccessPoints
    s3.ListBuckets secretsmanager.DescribeSecret secretsmanager.GetResourcePolicy secretsmanager.GetSecretValue
    servicecatalog-appregistry.ListApplications ssm.DescribeInstanceInformation ssm.DescribeParameters
    ssm.GetParameter ssm.GetParameters ssm.ListInstanceAssociations ssm.ListTagsForResource sts.GetCallerIdentity
    dynamodb.BatchGetItem s3.HeadObject`,
}

const actions = Object.entries(expected).flatMap(([kind, names]) =>
  names.split(/\s+/).map((name) => [name, kind] as const),
)

test.each(actions)('%s is a %s', (action, kind) => {
  expect(operation(action)).toBe(kind)
})

test('what AWS marks as read-only never changes anything', () => {
  const harmless = ['read', 'assume', 'login', 'logout', 'generate', 'decrypt', 'encrypt']
  for (const [action] of actions) expect(harmless).toContain(operation(action, { readOnly: true }))
})

test('a parameter that is overwritten or has a later version is updated', () => {
  expect(operation('ssm.PutParameter', { requestParameters: { overwrite: true } })).toBe('update')
  expect(operation('ssm.PutParameter', { responseElements: { version: 2 } })).toBe('update')
  expect(
    operation('ssm.PutParameter', { requestParameters: { overwrite: true }, responseElements: { version: 1 } }),
  ).toBe('create')
})

test.each([
  ['an answer of Failure', { responseElements: { ConsoleLogin: 'Failure' } }],
  ['an error', { errorMessage: 'Failed authentication' }],
  ['the failure of an Identity Center user', { serviceEventDetails: { UserAuthentication: 'Failure' } }],
])('a console sign-in with %s failed', (_, fields) => {
  expect(isJsonObject(fields) && operation('signin.ConsoleLogin', fields)).toBe('login_failed')
})

test('a verb nobody knows is kept as the word it is', () => {
  expect(operation('sagemaker.FooBars')).toBe('foo')
  expect(operation('sagemaker.FooBars', { readOnly: true })).toBe('read')
})

test('a service that puts the verb last is understood', () => {
  expect(operation('ec2.SharedSnapshotVolumeCreated')).toBe('create')
})

test('the version of an API is no part of a name', () => {
  expect(plainName('AddPermission20150331v2')).toBe('AddPermission')
  expect(plainName('CreateDistribution2020_05_31')).toBe('CreateDistribution')
  expect(plainName('ListRule2020')).toBe('ListRule2020')
})

test('a name is split into its verb and what it is about', () => {
  expect(splitName('BatchDeleteImage')).toEqual({ verb: 'Delete', noun: 'Image' })
  expect(splitName('CreateDBInstance')).toEqual({ verb: 'Create', noun: 'DBInstance' })
})
