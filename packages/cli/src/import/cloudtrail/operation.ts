import { parseOperation } from '@daybook/core/model'
import type { CloudTrailRecord } from './record.ts'
import { exceptions, operationOfVerb } from './verbs.ts'

/** What an event may be called when AWS says that it changed nothing. */
const harmless = new Set([
  'read',
  'login',
  'login_failed',
  'logout',
  'assume',
  'generate',
  'download',
  'play',
  'deny',
  'other',
  'decrypt',
  'encrypt',
  'sign',
])

/** The operation of a record, or the source's own word for it. */
export function operationOf(record: CloudTrailRecord, name: string, service: string): string {
  const operation = byName(record, plainName(name), service)
  if (operation === 'login' && isFailedSignIn(record)) return 'login_failed'
  return record.readOnly === true && !harmless.has(operation) ? 'read' : operation
}

/** Sign-ins tell their result in the answer and need not carry an error code. */
export function isFailedSignIn(record: CloudTrailRecord): boolean {
  const answers = [...Object.values(record.responseElements ?? {}), ...Object.values(record.serviceEventDetails ?? {})]
  return record.errorCode !== null || record.errorMessage !== null || answers.includes('Failure')
}

/** Lambda and CloudFront put the version of their API into the name: `CreateFunction20150331`, `AddPermission20150331v2`. */
export function plainName(name: string): string {
  return name.replace(/(?<=[a-z])20\d{2}_?\d{2}_?\d{2}(v\d+)?$/, '')
}

/** `BatchGetItem`, `AdminDeleteUser`: the verb is the second word. */
const prefixes = /^(Batch|Admin|Transact|Bulk)(?=[A-Z])/

export function splitName(name: string): { verb: string; noun: string } {
  const rest = plainName(name).replace(prefixes, '')
  const verb = /^ReEncrypt|^[A-Z]+(?![a-z])|^[A-Z]?[a-z]+/.exec(rest)?.[0] ?? rest
  return { verb, noun: rest.slice(verb.length) }
}

function byName(record: CloudTrailRecord, name: string, service: string): string {
  if (name === 'PutParameter') return parameterExisted(record) ? 'update' : 'create'
  const exception = exceptions.get(`${service}.${name}`) ?? exceptions.get(name)
  if (exception) return exception

  const { verb, noun } = splitName(name)
  // `RestoreDBInstanceFromDBSnapshot` makes a new one; `RestoreSecret` brings the old one back.
  if (verb === 'Restore') return noun.includes('From') ? 'create' : 'activate'
  const known = operationOfVerb.get(verb.charAt(0).toUpperCase() + verb.slice(1))
  if (known) return known

  // Services report what they did by themselves with the verb last: `SharedSnapshotCreated`.
  const last = /[A-Z][a-z]+$/.exec(name)?.[0]
  const told = last === undefined || last === verb ? null : parseOperation(last)
  if (told) return told
  return record.readOnly === true ? 'read' : verb.toLowerCase()
}

function parameterExisted(record: CloudTrailRecord): boolean {
  const version = record.responseElements?.version
  if (typeof version === 'number') return version > 1
  return record.requestParameters?.overwrite === true
}
