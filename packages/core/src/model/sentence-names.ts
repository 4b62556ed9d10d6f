import type { ActorType, Person, Target } from './event.ts'

export interface SentenceOptions {
  /** Whether the reader may see raw identifiers; they then stand in for names that are not known. */
  showIds?: boolean
}

const someone: Record<ActorType, string> = {
  user: 'Someone',
  staff: 'A staff member',
  partner: 'A partner',
  api_key: 'An API key',
  service: 'A service',
  system: 'The system',
  anonymous: 'Someone',
}

/** What to call a person: the best that is known, else what kind of actor it was. */
export function personName(person: Person, { showIds = false }: SentenceOptions = {}): string {
  return person.name ?? person.email ?? person.username ?? (showIds ? person.id : null) ?? someone[person.type]
}

/** As `personName`, for the middle of a sentence: `on behalf of someone`. */
export function personNameWithin(person: Person, options: SentenceOptions = {}): string {
  const name = personName(person, options)
  return name === someone[person.type] ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** `campaign “Spring sale”`; without a name `campaign c_17`, and for those who may not see identifiers `the campaign`. */
export function targetName(target: Target, { showIds = false }: SentenceOptions = {}): string {
  const type = typeWords(target.type)
  const { name, id } = target
  if (name === null) return showIds && id !== null ? `${type} ${id}` : `the ${type}`
  // A name that says its type already: `Event 42`.
  return name.toLowerCase().startsWith(`${type.toLowerCase()} `) ? name : `${type} “${name}”`
}

const acronyms = new Set(
  'acl ai api aws dns did dids ec2 iam id ip ivr kms mfa s3 sip sms ssh ssl tls url vpc vpn'.split(' '),
)

/** `api_key` → API key, `phoneNumber` → phone number; what is spelled otherwise stays (`AWS::S3::Bucket`). */
function typeWords(type: string): string {
  if (!/^[a-z][A-Za-z0-9_\s-]*$/.test(type)) return type
  return type
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => (acronyms.has(word) ? word.toUpperCase().replace(/^DIDS$/, 'DIDs') : word))
    .join(' ')
}
