/** A resource as an event's target names it. */
export interface Resource {
  type: string
  id: string
  name: string | null
  revision: string | null
}

interface ArnParts {
  service: string
  region: string
  account: string
  resource: string
}

export function isArn(text: string): boolean {
  return /^arn:[a-z0-9-]*:[a-z0-9-]+:/i.test(text)
}

function splitArn(arn: string): ArnParts | null {
  const [prefix, , service, region, account, ...rest] = arn.split(':')
  if (prefix !== 'arn' || !service || region === undefined || account === undefined || rest.length === 0) return null
  return { service, region, account, resource: rest.join(':') }
}

/** Services whose resources carry no type in their ARN. */
const untyped = new Map(Object.entries({ sns: 'topic', sqs: 'queue', codecommit: 'repository', 'execute-api': 'API' }))

/** Where the word in the ARN is an abbreviation, or says too little outside its service. */
const arnWords = new Map(
  Object.entries({
    'rds:db': 'DB instance',
    'rds:subgrp': 'DB subnet group',
    'rds:pg': 'DB parameter group',
    'rds:og': 'option group',
    'rds:snapshot': 'DB snapshot',
    'rds:cluster': 'DB cluster',
    'rds:cluster-snapshot': 'DB cluster snapshot',
    'sts:assumed-role': 'role session',
    'sts:federated-user': 'federated user',
    'iam:mfa': 'MFA device',
    'iam:sms-mfa': 'MFA device',
    'apigateway:restapis': 'API',
    'route53:hostedzone': 'hosted zone',
    'ec2:vpc': 'VPC',
  }),
)

/**
 * What an ARN points to: its kind in words, and the identifier by which the service itself knows it, so that the same
 * resource is one target whether a record gives its ARN or its bare id. The ARN stays in the record. Null for what is
 * not an ARN of one resource.
 */
export function resourceOfArn(arn: string): Resource | null {
  const parts = splitArn(arn)
  if (!parts || parts.resource === '' || parts.resource === '*') return null
  const { service, region, resource } = parts

  if (service === 's3' && region === '') return objectOrBucket(resource)
  const plain = untyped.get(service)
  if (plain) return called(plain, resource.split(':')[0] ?? resource)
  if (service === 'iam' && resource === 'root') return named('account', parts.account)

  const match = /^([^:/]+)[:/](.+)$/.exec(resource)
  if (!match?.[1] || !match[2]) return named(humanWords(service), resource)
  const [, word, rest] = match
  const type = arnWords.get(`${service}:${word}`) ?? humanWords(word)

  if (service === 'iam') return called(type, rest.split('/').at(-1) ?? rest)
  if (service === 'lambda' && word === 'function') {
    const [name = rest, revision = null] = rest.split(':')
    return { type, id: name, name, revision }
  }
  // A parameter's name starts with a slash if it is a path, and its ARN leaves that slash out.
  if (service === 'ssm' && word === 'parameter') return called(type, rest.includes('/') ? `/${rest}` : rest)
  // Secrets Manager adds six random characters to the name.
  if (service === 'secretsmanager')
    return { type, id: rest, name: rest.replace(/-[A-Za-z0-9]{6}$/, ''), revision: null }
  if (service === 'logs') return called(type, rest.replace(/:(\*|log-stream:.*)$/, ''))
  return named(type, rest)
}

/** A resource known by its name. */
export function called(type: string, name: string): Resource {
  return { type, id: name, name, revision: null }
}

/** A resource known by one identifier, which is also its name unless AWS made it up. */
export function named(type: string, id: string): Resource {
  return { type, id, name: isMadeUp(id) ? null : id, revision: null }
}

/** `i-0a1b2c3d4e5f60718`, a UUID, a hash, `AKIA…`: told apart from names by form, since fields hold either. */
function isMadeUp(id: string): boolean {
  return /^[a-z]+(-[a-z]+)?-([0-9a-f]{8}|[0-9a-f]{17})$|^[0-9a-f-]{32,36}$|^A[A-Z]{3}[A-Z0-9]{12,}$/.test(id)
}

function objectOrBucket(resource: string): Resource {
  return called(resource.includes('/') ? 'object' : 'bucket', resource)
}

/** Written in capitals on every page of AWS. */
const capitals = new Set([
  'acl',
  'acls',
  'ami',
  'api',
  'db',
  'dns',
  'iam',
  'ip',
  'kms',
  'mfa',
  'nat',
  'oidc',
  'saml',
  'ssh',
  'vpc',
  'vpcs',
  'vpn',
])

/** `DBSubnetGroup`, `instance-profile` and `loginProfile` as people write them: `DB subnet group`, `instance profile`, `login profile`. */
export function humanWords(word: string): string {
  return (
    word
      // `dBInstance` and `aRN`: the first letter was made small, whatever word it begins.
      .replace(/^[a-z](?=[A-Z])/, (letter) => letter.toUpperCase())
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .split(/[\s_-]+/)
      .filter((part) => part !== '')
      .map((part) => (capitals.has(part.toLowerCase()) ? capitalised(part.toLowerCase()) : part.toLowerCase()))
      .join(' ')
  )
}

function capitalised(word: string): string {
  const plural = word.length > 3 && word.endsWith('s')
  return plural ? `${word.slice(0, -1).toUpperCase()}s` : word.toUpperCase()
}
