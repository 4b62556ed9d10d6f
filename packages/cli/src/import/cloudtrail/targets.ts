import { isJsonObject } from '@daybook/core/model'
import { humanWords } from './arn.ts'
import { kindOf } from './kinds.ts'
import { splitName } from './operation.ts'
import type { CloudTrailRecord } from './record.ts'
import { type Found, resourcesOf, sameWords } from './resources.ts'

export interface TargetInput {
  type: string
  id?: string
  name?: string
  revision?: string
  relation?: string
}

/** A request may list a thousand instances. The rest stays in the record. */
const targetsMax = 25

/** Without a user name, IAM takes these as asked about the caller. */
const aboutOneself = new Set([
  'GetUser',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSSHPublicKeys',
  'ListSigningCertificates',
  'ChangePassword',
])

/** What an event was done to, the primary target first. */
export function targetsOf(record: CloudTrailRecord, operation: string, service: string): TargetInput[] {
  const { noun } = splitName(record.eventName ?? '')
  const words = noun.replace(/(To|From|For|Of|With|In|By)[A-Z].*$|Delet(e|ion)$/, '')
  const about = kindOf(words, service)
  const found = resourcesOf(record, service, about)
  if (found.length > 0) return ordered(found, { record, operation, about }).slice(0, targetsMax)

  const oneself = record.userIdentity.userName
  if (service === 'iam' && oneself && aboutOneself.has(record.eventName ?? '')) {
    return [{ type: 'user', id: oneself, name: oneself }]
  }
  // Of a list of everything, and of a request that failed before its parameters were known, the kind is told all the same.
  const type = operation === 'read' ? humanWords(words) : about
  return type === '' || isSignIn.has(operation) ? [] : [target({ ...nothing, type, name: nameTag(record) })]
}

interface About {
  record: CloudTrailRecord
  operation: string
  /** What the event's name is about. */
  about: string
}

/** Operations whose object is what the name ends in, be it a part of something: a policy of a role, a route of a table. */
const isAboutPart = new Set(['create', 'generate', 'delete', 'assign', 'unassign', 'revoke'])
/** Of them those that are done to something that was there before. */
const isTaken = new Set(['delete', 'assign', 'unassign', 'revoke'])
const isSignIn = new Set(['login', 'login_failed', 'logout'])

const nothing = { id: null, name: null, revision: null, relation: null }

function ordered(found: Found[], { record, operation, about }: About): TargetInput[] {
  const primary =
    found.find(({ type }) => sameWords(type, about)) ??
    // `DeleteRolePolicy` is about a policy, `UpdateRoleDescription` about a role.
    found.find(({ type }) =>
      isAboutPart.has(operation) ? isTaken.has(operation) && endsWith(about, type) : startsWith(about, type),
    )
  const rest = found.filter((resource) => resource !== primary)

  if (primary) {
    const name = primary.name ?? (operation === 'create' ? nameTag(record) : null)
    return [target({ ...primary, name }), ...rest.map(linked(beside[operation] ?? null))]
  }
  if (!isAboutPart.has(operation) || about === '') return found.map(target)

  // A bucket's policy is deleted, not the bucket; a route is made, not its table. A part that has no name of its own
  // goes by that of the whole.
  const [whole] = found
  const isKnownBy = operation === 'delete' || operation === 'generate' || (whole && startsWith(about, whole.type))
  const id = isKnownBy && operation !== 'create' ? (whole?.id ?? null) : null
  const part = { ...nothing, type: about, id, name: nameTag(record) ?? whole?.name ?? null }
  return [target(part), ...found.map(linked(operation === 'create' ? null : 'of'))]
}

/** What the other targets are to the first. */
const beside: Record<string, string | undefined> = { assign: 'to', unassign: 'from', delete: 'of' }

function linked(relation: string | null): (resource: Found) => TargetInput {
  return (resource) => target({ ...resource, relation: resource.relation ?? relation })
}

/** The `Name` tag a new resource is given: its name, as far as people know it by one. */
function nameTag(record: CloudTrailRecord): string | null {
  const set = record.requestParameters?.tagSpecificationSet
  const items = isJsonObject(set) && Array.isArray(set.items) ? set.items.filter(isJsonObject) : []
  const tags = items.flatMap((item) => (Array.isArray(item.tags) ? item.tags.filter(isJsonObject) : []))
  const name = tags.find(({ key }) => key === 'Name')?.value
  return typeof name === 'string' && name !== '' ? name : null
}

function startsWith(about: string, type: string): boolean {
  return about.toLowerCase().startsWith(`${type.toLowerCase()} `)
}

function endsWith(about: string, type: string): boolean {
  return about.toLowerCase().endsWith(` ${type.toLowerCase()}`)
}

function target({ type, id, name, revision, relation }: Omit<Found, 'id'> & { id: string | null }): TargetInput {
  return {
    type,
    ...(id && { id }),
    ...(name && { name }),
    ...(revision && { revision }),
    ...(relation && { relation }),
  }
}
