import type { Logger } from '@daybook/runtime'
import { problem } from '@daybook/web/server'
import type { Context, ErrorHandler, Handler } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import { failureOf } from './failures.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'

/** A refusal as the problem document that its sender gets. */
function answer(c: Context<RecorderEnv>, refusal: Refusal): Response {
  c.var.facts.code = refusal.code
  const { retryAfterSeconds: least, headers, ...told } = refusal
  const patience: Record<string, string> = least === undefined ? {} : { 'Retry-After': String(spread(least)) }
  return problem({ ...told, headers: { ...headers, ...patience }, requestId: c.var.requestId, instance: c.req.path })
}

/** From `least` to twice as much, in whole seconds. */
function spread(least: number): number {
  return least + Math.floor(Math.random() * (least + 1))
}

/** Turns whatever ended a request into an answer. What a sender cannot know of goes to the log, once. */
export function answerErrors(logger: Logger): ErrorHandler<RecorderEnv> {
  return (error, c) => {
    if (isRefusal(error)) return answer(c, error.refusal)
    const { requestId } = c.var
    const failure = failureOf(error)
    if (failure !== null) {
      logger[failure.level]({ err: error, requestId }, failure.message)
      return answer(c, failure.refusal)
    }
    logger.error({ err: error, requestId }, 'a request failed')
    const detail = 'Something went wrong here. The request id leads to the cause in the recorder’s log.'
    return answer(c, { status: 500, code: 'internal-error', detail })
  }
}

export function refuseUnknownPath(c: Context<RecorderEnv>): Response {
  return answer(c, { status: 404, code: 'not-found', detail: 'There is nothing at this address.' })
}

/** For every method of a path but those it knows. */
export function refuseMethod(allow: string): Handler<RecorderEnv> {
  return (c) => {
    const detail = `${c.req.method} is not used at this address.`
    return refuse({ status: 405, code: 'method-not-allowed', detail, headers: { Allow: allow } })
  }
}
