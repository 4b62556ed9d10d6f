import { JsonError } from '@daybook/core/model'
import type { ProblemError } from '@daybook/web/server'
import type { z } from 'zod'

/** Why one event is not recorded. Alone it is the answer; in a batch it stands beside the event's index. */
export interface ItemProblem {
  status: number
  code: string
  detail: string
  errors?: readonly ProblemError[]
}

/** Reading further would help nobody and makes an answer larger than its request. */
const errorsMax = 20
const pointerLengthMax = 200

const setByUs = new Set(['number', 'leafHash', 'recordedAt', 'claimedAt'])

export function jsonProblem(error: JsonError): ItemProblem {
  const code = error.code === 'syntax' ? 'json-invalid' : `json-${error.code.replaceAll('_', '-')}`
  return { status: 400, code, detail: error.message }
}

/** What a schema found, each finding with a JSON Pointer (RFC 6901) to its place in the event. */
export function schemaProblem(error: z.ZodError): ItemProblem {
  const errors = error.issues.flatMap(findingsOf)
  const detail =
    errors.length === 1
      ? 'One field of this event cannot be recorded as it is.'
      : `${errors.length} fields of this event cannot be recorded as they are.`
  return { status: 400, code: 'event-invalid', detail, errors: errors.slice(0, errorsMax) }
}

function findingsOf(issue: z.core.$ZodIssue): ProblemError[] {
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerTo(issue.path), detail: issue.message }]
  return issue.keys.map((key) => {
    const isOurs = issue.path.length === 0 && setByUs.has(key)
    const detail = isOurs ? `The recorder itself sets ${key}. Leave it out.` : issue.message
    return { pointer: pointerTo([...issue.path, key]), detail }
  })
}

function pointerTo(path: readonly PropertyKey[]): string {
  // A finding about the event as a whole has an empty name for its place.
  if (path.length === 1 && path[0] === '') return ''
  const steps = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
  return steps.join('').slice(0, pointerLengthMax)
}

export function isJsonError(error: unknown): error is JsonError {
  return error instanceof JsonError
}
