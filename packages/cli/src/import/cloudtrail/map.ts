import { eventInputSchema, type JsonObject } from '@daybook/core/model'
import { v5, validate } from 'uuid'
import type { ImportedEvent, RecordPlace } from '../format.ts'
import { metadataFor } from './metadata.ts'
import { operationOf } from './operation.ts'
import { apiOf, channelOf, sessionOf } from './origin.ts'
import { outcomeOf } from './outcome.ts'
import { type PersonInput, peopleOf } from './people.ts'
import { type CloudTrailRecord, cloudTrailRecordSchema } from './record.ts'
import { type TargetInput, targetsOf } from './targets.ts'

/** Names the ids made for records that bring none of their own. Never changes: it decides what is known already. */
const idNamespace = '5b8f0f3e-6f0c-4a51-9a55-1a0b7c3f6d21'

/**
 * One CloudTrail record as an event. The same record gives the same event whenever it is read. The record itself is the
 * event's metadata; secrets in it are removed when the event is recorded.
 *
 * @throws Error that says why the record cannot be an event.
 */
export function mapCloudTrail(raw: JsonObject, { file, index }: RecordPlace): ImportedEvent {
  const parsed = cloudTrailRecordSchema.safeParse(raw)
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'not a CloudTrail record')

  const id = idOf(parsed.data, raw)
  const draft = { id, ...draftOf(parsed.data), bulkImport: { fileId: clip(file, identifierMax), line: index + 1 } }
  const event = eventInputSchema.safeParse({ ...draft, metadata: metadataFor(raw, draft) })
  if (event.success) return { ...event.data, id }
  const [issue] = event.error.issues
  throw new Error(issue ? [...issue.path.slice(0, 1).map(String), issue.message].join(': ') : 'not an event')
}

function draftOf(record: CloudTrailRecord) {
  const { source, name, description } = nameOf(record)
  const service = source.split('.')[0] ?? source
  const account = record.recipientAccountId ?? record.userIdentity.accountId
  const operation = operationOf(record, name, service)
  const { outcome, outcomeReason } = outcomeOf(record, operation)
  const { actor, onBehalfOf, assumedBy } = peopleOf(record, account)
  const channel = channelOf(record)

  return {
    occurredAt: new Date(record.eventTime).toISOString(),
    action: clip(`${service}.${name}`, 200),
    operation: clip(operation, 100),
    module: service,
    outcome,
    outcomeReason: clip(outcomeReason, 10_000),
    actor: fitPerson(actor),
    onBehalfOf: onBehalfOf && fitPerson(onBehalfOf),
    assumedBy: assumedBy && fitPerson(assumedBy),
    customerId: clip(account, identifierMax),
    targets: targetsOf(record, operation, service).map(fitTarget),
    details: detailsOf(record),
    description,
    ip: clip(record.sourceIPAddress, 200),
    userAgent: clip(record.userAgent, 2000),
    sessionId: clip(sessionOf(record), identifierMax),
    requestId: clip(record.requestID, identifierMax),
    correlationId: clip(record.sharedEventID, identifierMax),
    channel,
    apiUsed: clip(apiOf(record, channel), lineMax),
    provider: 'aws',
  }
}

/** An unusual rate that CloudTrail noticed by itself has no name of its own in every version. */
function nameOf({ eventSource, eventName, eventType, insightDetails }: CloudTrailRecord) {
  if (eventType === 'AwsCloudTrailInsight') {
    const { eventSource: host, eventName: call, insightType, state } = insightDetails
    const description = [insightType ?? 'Insight', ': ', host ?? '', ' ', call ?? '', state ? ` (${state})` : ''].join(
      '',
    )
    return { source: 'cloudtrail.amazonaws.com', name: insightType ?? 'Insight', description }
  }
  if (eventName === null) throw new Error('eventName is missing')
  if (eventSource === null) throw new Error('eventSource is missing')
  return { source: eventSource, name: eventName, description: null }
}

/** `eventID` is a UUID. `sharedEventID` is not it: it joins the copies that several accounts receive of one event. */
function idOf(record: CloudTrailRecord, raw: JsonObject): string {
  const { eventID } = record
  if (eventID !== null && validate(eventID)) return eventID.toLowerCase()
  const account = record.recipientAccountId ?? record.userIdentity.accountId ?? ''
  return v5(eventID === null ? JSON.stringify(raw) : `${account}\n${eventID}`, idNamespace)
}

/** What a reader of the log without the technical evidence should know, too. Neither addresses nor identifiers. */
function detailsOf({ awsRegion, userIdentity }: CloudTrailRecord): JsonObject | undefined {
  const { invokedBy, sessionContext, type } = userIdentity
  const { mfaAuthenticated } = sessionContext.attributes
  const details = {
    ...(awsRegion && { region: awsRegion }),
    ...(invokedBy && type !== 'AWSService' && { invokedBy }),
    ...(mfaAuthenticated !== null && { mfaAuthenticated }),
  }
  return Object.keys(details).length > 0 ? details : undefined
}

const lineMax = 500
const identifierMax = 512

function fitPerson({ type, id, email, username, name, role }: PersonInput) {
  return {
    type,
    id: clip(id, identifierMax),
    email: clip(email, lineMax),
    username: clip(username, lineMax),
    name: clip(name, lineMax),
    role: clip(role, lineMax),
  }
}

function fitTarget({ type, id, name, revision, relation }: TargetInput) {
  return {
    type: clip(type, lineMax),
    id: clip(id, identifierMax),
    name: clip(name, lineMax),
    revision: clip(revision, identifierMax),
    relation,
  }
}

/** As much as its field may hold. The whole stands in the metadata. */
function clip<T extends string | null | undefined>(text: T, max: number): string | Exclude<T, string> {
  if (typeof text !== 'string') return text as Exclude<T, string>
  return text.length > max ? `${text.slice(0, max - 1)}…` : text
}
