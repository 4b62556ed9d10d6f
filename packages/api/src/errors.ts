import type { ActionDefinition, Person } from '@daybook/core/model'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { ZodError } from 'zod'

type Code = TRPCError['code']

/** An event to record once what was refused has been rolled back. */
export interface RefusalRecord<Data = unknown> {
  action: ActionDefinition<Data>
  data: Data
  /** Where, and as whom, when that is not the log and the person of the request. */
  places?: readonly RecordPlace[]
}

/** Where an event is recorded and who did it; what is left out is the log and the person of the request. */
export interface RecordPlace {
  tenantId?: string
  actor?: Person
  sessionId?: string
}

/** Something that was asked for and is not to be had: the caller's doing, said in words meant for the caller. */
export class RefusalError extends Error {
  override name = 'RefusalError'
  readonly code: Code
  readonly record: RefusalRecord | null

  constructor(code: Code, publicMessage: string, record: RefusalRecord | null = null) {
    super(publicMessage)
    this.code = code
    this.record = record
  }
}

export function refusal(code: Code, publicMessage: string): RefusalError {
  return new RefusalError(code, publicMessage)
}

/** A refusal that leaves an event, written on its own after the rollback. */
export function recordedRefusal<Data>(
  code: Code,
  publicMessage: string,
  record: RefusalRecord<NoInfer<Data>> & { action: ActionDefinition<Data> },
): RefusalError {
  return new RefusalError(code, publicMessage, record)
}

/** What is absent and what is another's are the same to whoever asks. */
export function notFound(what: string): RefusalError {
  return refusal('NOT_FOUND', `This ${what} does not exist, or is not yours to see.`)
}

/** What somebody has to show again: a code of their authenticator, or where there is none, the password. */
export type StepUp = 'totp' | 'password'

/** Refused until whoever asks has shown again who they are. */
export class StepUpRequiredError extends RefusalError {
  readonly needs: StepUp

  constructor(needs: StepUp) {
    super('PRECONDITION_FAILED', 'Confirm that it is you, then do it again.')
    this.needs = needs
  }
}

export interface Failure {
  status: number
  code: Code
  /** For a person. */
  message: string
  /** By the path of the input field (`filter.actor.0`), for a form. */
  fields: Record<string, string>
  /** Set when the same would be granted after showing this again (`STEP_UP_REQUIRED`). */
  stepUp?: StepUp
}

const internalMessage =
  'Something went wrong on our side. Nothing was changed. Try again, and tell us the request id if it stays.'

const unreadableMessage = 'This request cannot be read.'

/** What may be told of an error. Anything that is not a refusal is a fault of ours: its own words stay in the log. */
export function failureOf(error: unknown): Failure {
  const trpc = error instanceof TRPCError ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error })
  const { cause, code } = trpc
  const status = getHTTPStatusCodeFromError(trpc)
  if (cause instanceof StepUpRequiredError) {
    return { status, code, message: trpc.message, fields: {}, stepUp: cause.needs }
  }
  if (cause instanceof ZodError) {
    const fields = Object.fromEntries(cause.issues.map((issue) => [issue.path.join('.'), issue.message]))
    const message = cause.issues
      .map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '))
      .join(' ')
    return { status, code, message, fields }
  }
  if (isOurFault(trpc)) return { status, code, message: internalMessage, fields: {} }
  // What a library says of a request that it cannot read is about the library.
  const isOurs = cause === undefined || cause instanceof RefusalError
  return { status, code, message: isOurs ? trpc.message : unreadableMessage, fields: {} }
}

export function isOurFault(error: TRPCError): boolean {
  return getHTTPStatusCodeFromError(error) >= 500 && !(error.cause instanceof RefusalError)
}
