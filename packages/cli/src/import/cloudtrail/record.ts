import { isJsonObject, type JsonObject } from '@daybook/core/model'
import { z } from 'zod'

/** Text, or nothing: an empty text or a value of another kind tells no more than a missing one. Numbers are ids. */
const text = z.preprocess((value) => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}, z.string().nullable())

/** AWS writes some flags as booleans and some as texts, and which depends on the service. */
const flag = z.preprocess((value) => {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : null
}, z.boolean().nullable())

const object = z.custom<JsonObject>(isJsonObject)
const anyObject = z.preprocess((value) => (isJsonObject(value) ? value : null), object.nullable())

function part<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess((value) => (isJsonObject(value) ? value : {}), z.object(shape))
}

const issuer = part({ type: text, principalId: text, arn: text, accountId: text, userName: text })

const identitySchema = part({
  type: text,
  principalId: text,
  arn: text,
  accountId: text,
  accessKeyId: text,
  userName: text,
  identityProvider: text,
  invokedBy: text,
  credentialId: text,
  sessionContext: part({
    sessionIssuer: issuer,
    sourceIdentity: text,
    ec2RoleDelivery: text,
    webIdFederationData: part({ federatedProvider: text }),
    attributes: part({ creationDate: text, mfaAuthenticated: flag }),
  }),
  onBehalfOf: part({ userId: text, identityStoreArn: text }),
  inScopeOf: part({ credentialsIssuedTo: text, issuerType: text }),
})

const resourceSchema = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter(isJsonObject) : []),
  z.array(z.object({ ARN: text, arn: text, type: text, accountId: text })),
)

/**
 * The fields of a CloudTrail record (event versions 1.x) that the import reads. Only the time is insisted on here: a
 * field of an unexpected kind counts as absent, and fields not named here are left to the metadata, which holds the
 * record whole.
 */
export const cloudTrailRecordSchema = z.object({
  eventVersion: text,
  userIdentity: identitySchema,
  eventTime: z
    .string({ error: 'eventTime is missing' })
    .refine((value) => !Number.isNaN(Date.parse(value)), { error: 'eventTime is not a time' }),
  eventSource: text,
  eventName: text,
  awsRegion: text,
  sourceIPAddress: text,
  userAgent: text,
  errorCode: text,
  errorMessage: text,
  requestParameters: anyObject,
  responseElements: anyObject,
  additionalEventData: anyObject,
  serviceEventDetails: anyObject,
  insightDetails: part({ eventSource: text, eventName: text, insightType: text, state: text }),
  resources: resourceSchema,
  requestID: text,
  eventID: text,
  eventType: text,
  apiVersion: text,
  readOnly: flag,
  recipientAccountId: text,
  sharedEventID: text,
  sessionCredentialFromConsole: flag,
})

export type CloudTrailRecord = z.infer<typeof cloudTrailRecordSchema>
export type CloudTrailIdentity = CloudTrailRecord['userIdentity']
