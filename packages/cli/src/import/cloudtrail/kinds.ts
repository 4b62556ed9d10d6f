import { humanWords } from './arn.ts'

/**
 * AWS names the parameters of its APIs after what they identify: `roleName`, `vpcId`, `policyArn`,
 * `dBInstanceIdentifier`. That rule covers services this code has never heard of; the tables hold where it fails.
 */
const suffix = /(Names?|Ids?|Arns?|ARNs?|Identifiers?|Url)(List)?$/

/** Fields that end like an identifier of a resource but tell of the caller, the request or a property. */
const notResources = new Set(
  `accountId agentName attributeName availabilityZoneId awsAccountId cACertificateIdentifier
  callerReferenceId catalogId clientRequestId computerName dBName dbiResourceId deviceName displayName
  documentVersionName engineName eventId externalId hostId hostName idempotencyId indexName kmsKeyId
  masterUserSecretArn optionGroupName ownerId platformName policyVersionId principalArn principalId regionName
  requestId requesterId reservationId revisionId roleId roleSessionName rootDeviceName sSEKMSKeyId serviceName
  sourceAccountId sourceArn statementId subnetArn supplierName typeName uploadId userId versionId`.split(/\s+/),
)

/** Where the word AWS uses is not the one people use. */
const words = new Map(
  Object.entries({
    allocation: 'elastic IP',
    address: 'elastic IP',
    rest: 'API',
    'rest API': 'API',
    's3 bucket': 'bucket',
  }),
)

/** Where a word means something else in one service. */
const wordsOfService = new Map(
  Object.entries({
    'autoscaling auto scaling group': 'scaling group',
    'ec2 group': 'security group',
  }),
)

/** Kind of the resource a field identifies: `roleName` → `role`. Null for a field that identifies none. */
export function kindOfField(field: string, service: string): string | null {
  const key = field.charAt(0).toLowerCase() + field.slice(1)
  if (key === 'bucket' || key === 's3Bucket') return 'bucket'
  if (notResources.has(key) || !suffix.test(key)) return null
  const stem = key.replace(suffix, '')
  return stem === '' || stem === 'resource' ? null : kindOf(stem, service)
}

/**
 * What the name of an event is about: `DBSnapshot` → `DB snapshot`. Plural counts as singular, since `RunInstances`
 * starts an instance.
 */
export function kindOf(noun: string, service: string): string {
  const kind = singular(humanWords(noun))
  return wordsOfService.get(`${service} ${kind}`) ?? words.get(kind) ?? kind
}

function singular(noun: string): string {
  if (/(ss|us|is|dns)$/i.test(noun)) return noun
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`
  if (/(ch|sh|ss|x)es$/.test(noun)) return noun.slice(0, -2)
  return noun.endsWith('s') ? noun.slice(0, -1) : noun
}
