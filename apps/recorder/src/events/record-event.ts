import type { Logger } from '@daybook/runtime'
import type { Context } from 'hono'
import { v7 } from 'uuid'
import type { RecorderEnv } from '../environment.ts'
import { readBody } from '../http/body.ts'
import { formatOf } from '../http/content-type.ts'
import { beforeDeadline } from '../http/deadline.ts'
import { tooLate } from '../http/failures.ts'
import { refuse } from '../http/refusal.ts'
import type { Appender } from './appender.ts'
import { authorise, type DoorServices } from './authorise.ts'
import type { EventRoute, ItemStatus } from './event-metrics.ts'
import { eventIdFor, idempotencyKeyOf } from './idempotency.ts'
import { eventBytesMax, mismatch, prepareEvent } from './prepare.ts'
import { conflictWith, notStorable } from './receipt.ts'
import type { Turns } from './turns.ts'
import type { Answer } from './write-entries.ts'

/** What the routes of events work with. */
export interface EventServices extends DoorServices {
  logger: Logger
  appender: Appender
  /** For what takes long. */
  turns: Turns
  count: (route: EventRoute, status: ItemStatus, count?: number) => void
}

/** `POST /v1/events`: one event. 201 once it is committed, 200 when it was there already, 409 when another one is. */
export async function recordEvent(c: Context<RecorderEnv>, services: EventServices): Promise<Response> {
  const { deadline, requestId } = c.var
  const work = authorise(c, { ...services, scope: 'events:write' })
  const { principal, log, spend, noteMismatch } = await beforeDeadline(work, deadline, tooLate)
  formatOf(c.req.header('content-type'), ['json'])
  const idempotencyKey = idempotencyKeyOf(c.req.header('idempotency-key'))
  const body = await readBody(c, { bytesMax: eventBytesMax })
  spend(1)

  const { tenantId } = log
  const { keyId } = principal
  const newId = () => (idempotencyKey === null ? v7() : eventIdFor({ tenantId, keyId, idempotencyKey, index: 0 }))
  const prepared = prepareEvent(body, { log, recordedAt: new Date(), newId })
  if ('problem' in prepared) {
    if (prepared.cause !== undefined)
      services.logger.error({ err: prepared.cause, requestId }, 'an event could not be read')
    services.count('single', 'invalid')
    if (prepared.problem.code === mismatch) noteMismatch()
    return refuse(prepared.problem)
  }

  const written = services.appender.append(log, [prepared.event], deadline)
  const [answer] = await beforeDeadline(written, deadline, tooLate)
  if (answer === undefined) throw new Error('An append answered nothing.')
  return respond(c, { answer, services })
}

function respond(c: Context<RecorderEnv>, { answer, services }: { answer: Answer; services: EventServices }): Response {
  if (answer.status === 'refused') {
    services.logger.error({ err: answer.error, requestId: c.var.requestId }, 'the database cannot hold an event')
    services.count('single', 'invalid')
    return refuse(notStorable)
  }
  services.count('single', answer.status)
  const { status, number, id, leafHash } = answer
  if (status === 'conflict') return refuse(conflictWith({ id, number }))
  return c.json({ number, id, leafHash }, status === 'recorded' ? 201 : 200)
}
