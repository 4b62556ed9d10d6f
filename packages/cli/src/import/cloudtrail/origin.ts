import type { Channel } from '@daybook/core/model'
import { isServiceHost } from './people.ts'
import type { CloudTrailRecord } from './record.ts'

/** The agents of the console: its pages, and the services behind them that call AWS for the person at the screen. */
const consoleAgent =
  /^\[?(S3Console\/|AWSCloudTrail,|[\w. -]*\bConsole\b)|\baws-internal\/|(^|\W)(signin|console)\.(aws\.)?amazon(aws)?\.com/i

/** A browser talks to AWS from the console only; the API is called by tools. */
const browser = /^\[?Mozilla\/5\.0 /

/**
 * How a request came: `ui` from the console, `provider` from an AWS service acting by itself or on someone's request,
 * else `api`.
 */
export function channelOf(record: CloudTrailRecord): Channel {
  const { type, invokedBy } = record.userIdentity
  if (record.eventType === 'AwsConsoleSignIn' || record.eventType === 'AwsConsoleAction') return 'ui'
  if (type === 'AWSService' || record.eventType === 'AwsServiceEvent') return 'provider'
  if (record.sessionCredentialFromConsole === true || invokedBy === 'signin.amazonaws.com') return 'ui'
  if (invokedBy === 'AWS Internal' || isServiceHost(invokedBy)) return 'provider'
  const agent = record.userAgent ?? ''
  return consoleAgent.test(agent) || browser.test(agent) ? 'ui' : 'api'
}

/**
 * The session of a request made with temporary credentials: principal and the moment the session began. A key would
 * not do: the console takes a new one every few minutes and for each service, under one sign-in. Null where a
 * long-lived key was used.
 */
export function sessionOf({ userIdentity }: CloudTrailRecord): string | null {
  const began = userIdentity.sessionContext.attributes.creationDate
  const who = userIdentity.principalId ?? userIdentity.arn
  return began && who ? `${who}/${began}` : null
}

/** The API that was called, with its version where the record tells one. */
export function apiOf(record: CloudTrailRecord, channel: Channel): string | null {
  if (channel === 'ui' || record.eventType === 'AwsServiceEvent' || !record.eventSource) return null
  return record.apiVersion ? `${record.eventSource} ${record.apiVersion}` : record.eventSource
}
