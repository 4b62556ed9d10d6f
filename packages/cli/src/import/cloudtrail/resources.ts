import { isJsonObject, type Json, type JsonObject } from '@daybook/core/model'
import { called, isArn, named, type Resource, resourceOfArn } from './arn.ts'
import { kindOf, kindOfField } from './kinds.ts'
import { plainName } from './operation.ts'
import type { CloudTrailRecord } from './record.ts'

/** A resource found in a record, and what it is to the event if it is not what the event was done to. */
export interface Found extends Resource {
  relation: string | null
}

/** A request may list thousands; an event holds a few, and the record all. */
const foundMax = 200

interface Search {
  service: string
  /** What the event's name is about; a bare `name` or `id` is its. */
  about: string
}

/**
 * The resources a record names, each once: those AWS lists itself, then those of the request, then those of the answer
 * that the event is about. Only where there are none, those in the service's extra data or in the text of a refusal.
 */
export function resourcesOf(record: CloudTrailRecord, service: string, about: string): Found[] {
  const search = { service, about: service === 'cloudtrail' ? 'trail' : about }
  const request = unwrapped(record.requestParameters, record.eventName, 'Request')
  const answer = unwrapped(record.responseElements, record.eventName, 'Response')

  const found = [
    ...listed(record, service),
    ...fromFields(request, search),
    ...typed(request, service),
    ...fromAnswer(answer, { service, about }),
  ]
  if (found.length > 0) return merged([...found.map(related(null)), ...encrypted(record, service)])

  const extra = { ...record.additionalEventData, ...record.serviceEventDetails }
  const arns = Object.values(extra).filter((value) => typeof value === 'string')
  const refused = /on resource: (arn:\S+)/.exec(record.errorMessage ?? '')?.[1]
  return merged([...arns, ...(refused ? [refused] : [])].flatMap(fromArn).map(related(null)))
}

function listed(record: CloudTrailRecord, service: string): Resource[] {
  return record.resources.flatMap(({ ARN, arn, type }) => {
    const resource = resourceOfArn(ARN ?? arn ?? '')
    if (!resource) return []
    const word = type?.split('::').at(-1)
    return [word ? { ...resource, type: kindOf(word, service) } : resource]
  })
}

function fromFields(fields: JsonObject, search: Search): Resource[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (isJsonObject(value) && field.endsWith('Set')) return itemsOf(value).flatMap((item) => identifiers(item, search))
    return fromField(field, value, search)
  })
}

/** Only what names a kind itself: the items of a set have names of filters and tags among them. */
function identifiers(fields: JsonObject, { service }: Search): Resource[] {
  return Object.entries(fields).flatMap(([field, value]) => fromField(field, value, { service, about: '' }))
}

function fromField(field: string, value: Json, { service, about }: Search): Resource[] {
  return textsOf(value).flatMap((text) => {
    const kind = kindOfField(field, service)
    // `resourceName` and the like hold an ARN; other texts that do are documents.
    if (isArn(text)) return kind !== null || /^(role|resource\w*|\w*ARN|name)$/i.test(field) ? fromArn(text) : []
    if (kind !== null) return [/(Names?|bucket)$/i.test(field) ? called(kind, text) : named(kind, text)]
    return about !== '' && /^(names?|ids?|identifier)$/i.test(field) ? [named(about, text)] : []
  })
}

/** `resourceType: 'Parameter', resourceId: '/db/url'`, as tags are asked for. */
function typed({ resourceType, resourceId }: JsonObject, service: string): Resource[] {
  if (typeof resourceType !== 'string' || typeof resourceId !== 'string' || isArn(resourceId)) return []
  return [named(kindOf(resourceType, service), resourceId)]
}

/** Of an answer only what the event is about: it may describe all that surrounds a resource. */
function fromAnswer(answer: JsonObject, search: Search): Resource[] {
  const { service, about } = search
  const found = Object.entries(answer).flatMap(([field, value]) => {
    if (!isJsonObject(value)) return fromField(field, value, { service, about: '' })
    if (field.endsWith('Set')) return itemsOf(value).flatMap((item) => identifiers(item, search))
    return kindOf(field, service) === about ? fromFields(value, search) : []
  })
  return found.filter(({ type }) => sameWords(type, about))
}

/** What a key was used for: the secret, parameter or volume named in the encryption context. */
function encrypted(record: CloudTrailRecord, service: string): Found[] {
  const context = record.requestParameters?.encryptionContext
  if (service !== 'kms' || !isJsonObject(context)) return []
  return Object.values(context).flatMap(textsOf).flatMap(fromArn).map(related('encrypted with it'))
}

/**
 * Each resource once. Two entries of one kind, of which one has only an identifier that AWS made up and the other only
 * a name, are one resource: `RegisterImage` is asked with a name and answered with an id.
 */
function merged(found: Found[]): Found[] {
  const each: Found[] = []
  for (const resource of found.slice(0, foundMax)) {
    const same = each.find((known) => sameResource(known, resource))
    if (!same) each.push(resource)
    else same.name ??= resource.name
  }
  return each.flatMap((resource) => {
    const alike = each.filter(({ type }) => sameWords(type, resource.type))
    const [other] = alike.filter((candidate) => candidate !== resource)
    if (alike.length !== 2 || !other || (resource.name === null) === (other.name === null)) return [resource]
    return resource.name === null ? [{ ...resource, name: other.name }] : []
  })
}

function sameResource(one: Resource, other: Resource): boolean {
  return sameWords(one.type, other.type) && (one.id === other.id || (one.name !== null && one.name === other.name))
}

export function sameWords(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function related(relation: string | null): (resource: Resource) => Found {
  return (resource) => ({ ...resource, relation })
}

function fromArn(text: string): Resource[] {
  const resource = resourceOfArn(text)
  return resource ? [resource] : []
}

/** EC2 puts some requests and answers into an object of their own: `DeleteFlowLogsRequest: { … }`. */
function unwrapped(fields: JsonObject | null, eventName: string | null, ending: string): JsonObject {
  const inner = fields?.[`${plainName(eventName ?? '')}${ending}`]
  return isJsonObject(inner) ? inner : (fields ?? {})
}

function itemsOf(set: JsonObject): JsonObject[] {
  const items = set.items ?? set.item
  return Array.isArray(items) ? items.filter(isJsonObject) : []
}

/** Texts of a value: itself, those of a list, or the content of `{ tag: 1, content: 'vpc-…' }`, as EC2 writes lists. */
function textsOf(value: Json): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return isJsonObject(value) && typeof value.content === 'string' && 'tag' in value ? [value.content] : []
}
