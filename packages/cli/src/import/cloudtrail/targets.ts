import { isJsonObject } from '@daybook/core/model'
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
  const noun = splitName(record.eventName ?? '').noun.replace(/(To|From|For|Of|With|In|By)[A-Z].*$|Delet(e|ion)$/, '')
  const about = kindOf(noun, service)
  const found = resourcesOf(record, service, about)
  const oneself = record.userIdentity.userName
  if (found.length === 0 && service === 'iam' && oneself && aboutOneself.has(record.eventName ?? '')) {
    return [{ type: 'user', id: oneself, name: oneself }]
  }
  return ordered(found, { record, operation, about }).slice(0, targetsMax)
}

interface About {
  record: CloudTrailRecord
  operation: string
  /** What the event's name is about. */
  about: string
}

function ordered(found: Found[], { record, operation, about }: About): TargetInput[] {
  const makes = operation === 'create' || operation === 'generate'
  const isWhole = makes || operation === 'delete'
  const primary =
    found.find(({ type }) => sameWords(type, about)) ??
    // `DeleteRolePolicy` is about a policy, `AttachRolePolicy` about a role.
    found.find(({ type }) => (isWhole ? endsWith(about, type) : startsWith(about, type)))

  if (primary) {
    const rest = found.filter((resource) => resource !== primary)
    const name = primary.name ?? (makes ? nameTag(record) : null)
    return [target({ ...primary, name }), ...rest.map(target)]
  }
  const [container] = found
  if (!isWhole || about === '') return found.length > 0 ? found.map(target) : withoutName(about, operation)

  // A bucket's policy is deleted, not the bucket; a route is made, not its table. The part has no identifier of its
  // own, so it goes by that of the whole.
  const part = {
    type: about,
    id: operation === 'create' ? null : (container?.id ?? null),
    name: nameTag(record) ?? container?.name ?? null,
    revision: null,
    relation: null,
  }
  return [part, ...found].map(target)
}

/** A failed request names its resource not at all; its kind is known all the same. */
function withoutName(about: string, operation: string): TargetInput[] {
  const changes = [
    'update',
    'assign',
    'unassign',
    'revoke',
    'activate',
    'deactivate',
    'reset',
    'import',
    'export',
    'transfer',
  ]
  return about !== '' && changes.includes(operation) ? [{ type: about }] : []
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
