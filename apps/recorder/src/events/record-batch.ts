import type { AuditEvent } from '@daybook/core/model'
import type { Context } from 'hono'
import { v7 } from 'uuid'
import type { RecorderEnv } from '../environment.ts'
import { readBody } from '../http/body.ts'
import { formatOf } from '../http/content-type.ts'
import { beforeDeadline } from '../http/deadline.ts'
import { tooLate } from '../http/failures.ts'
import { authorise, type Machine } from './authorise.ts'
import { type ItemStatus, itemStatuses } from './event-metrics.ts'
import { eventIdFor, idempotencyKeyOf } from './idempotency.ts'
import type { ItemProblem } from './item-problem.ts'
import { mismatch, prepareEvent } from './prepare.ts'
import { conflictWith, notStorable } from './receipt.ts'
import type { EventServices } from './record-event.ts'
import { type BatchItem, splitBatch } from './split-batch.ts'
import { mapInTurns, type Turns } from './turns.ts'
import type { Answer } from './write-entries.ts'

/** Bytes of a batch, unpacked. */
const batchBytesMax = 5 * 1024 * 1024

/** What became of one event of a batch. `number` and `leafHash` are those of the log; null when nothing there has this id. */
export interface BatchResult {
  index: number
  /** Of an NDJSON body, from 1. */
  line?: number
  status: ItemStatus
  number: number | null
  id: string | null
  leafHash: string | null
  problem?: ItemProblem
}

/**
 * `POST /v1/events/batch`: up to 1,000 events, answered one by one and in order once they are committed. What is wrong
 * with one of them is said beside it and keeps none of the others out.
 */
export async function recordBatch(c: Context<RecorderEnv>, services: EventServices): Promise<Response> {
  const { deadline, facts } = c.var
  const work = authorise(c, { ...services, scope: 'events:write' })
  const machine = await beforeDeadline(work, deadline, tooLate)
  const format = formatOf(c.req.header('content-type'), ['json', 'ndjson'])
  const idempotencyKey = idempotencyKeyOf(c.req.header('idempotency-key'))
  const items = splitBatch(await readBody(c, { bytesMax: batchBytesMax }), format)
  // Counted, not yet parsed: a batch that is too much costs next to nothing, and is refused whole.
  machine.spend(items.length)

  const { results, events } = await readItems(items, {
    machine,
    idempotencyKey,
    turns: services.turns,
    onFault: (error) => logFault(c, services, error),
  })
  if (results.some(({ problem }) => problem?.code === mismatch)) machine.noteMismatch()
  const written = services.appender.append(machine.log, [...events.values()], deadline)
  const answers = await beforeDeadline(written, deadline, tooLate)
  for (const [position, index] of [...events.keys()].entries()) {
    const answer = answers[position]
    const item = items[index]
    if (answer === undefined || item === undefined)
      throw new Error('An append answered fewer events than it was given.')
    if (answer.status === 'refused') logFault(c, services, answer.error)
    results[index] = resultOf(answer, { index, line: item.line, id: events.get(index)?.id ?? null })
  }

  const counts = countByStatus(results)
  for (const status of itemStatuses) services.count('batch', status, counts[status])
  Object.assign(facts, counts)
  return c.json({ results, counts })
}

interface ReadContext {
  machine: Machine
  idempotencyKey: string | null
  turns: Turns
  onFault: (error: unknown) => void
}

/** The events that can be written, by their index, and a result for each of the others. */
async function readItems(items: readonly BatchItem[], { machine, idempotencyKey, turns, onFault }: ReadContext) {
  const { log, principal } = machine
  const recordedAt = new Date()
  const events = new Map<number, AuditEvent>()
  const results = await mapInTurns(turns, items, ({ bytes, line }, index): BatchResult => {
    const place = { tenantId: log.tenantId, keyId: principal.keyId, index }
    const newId = () => (idempotencyKey === null ? v7() : eventIdFor({ ...place, idempotencyKey }))
    const prepared = prepareEvent(bytes, { log, recordedAt, newId })
    if ('event' in prepared) {
      events.set(index, prepared.event)
      return invalid({ index, line, id: prepared.event.id, problem: notStorable })
    }
    if (prepared.cause !== undefined) onFault(prepared.cause)
    return invalid({ index, line, id: prepared.id, problem: prepared.problem })
  })
  return { results, events }
}

function resultOf(
  answer: Answer,
  { index, line, id }: { index: number; line?: number; id: string | null },
): BatchResult {
  if (answer.status === 'refused') return invalid({ index, line, id, problem: notStorable })
  const { status, number, leafHash } = answer
  const result: BatchResult = { index, line, status, number, id: answer.id, leafHash }
  return status === 'conflict' ? { ...result, problem: conflictWith(answer) } : result
}

function invalid(parts: { index: number; line?: number; id: string | null; problem: ItemProblem }): BatchResult {
  const { problem, ...place } = parts
  return { ...place, status: 'invalid', number: null, leafHash: null, problem }
}

function countByStatus(results: readonly BatchResult[]): Record<ItemStatus, number> {
  const counts: Record<ItemStatus, number> = { recorded: 0, known: 0, conflict: 0, invalid: 0 }
  for (const { status } of results) counts[status] += 1
  return counts
}

function logFault(c: Context<RecorderEnv>, { logger }: EventServices, error: unknown): void {
  logger.error({ err: error, requestId: c.var.requestId }, 'an event of a batch could not be recorded')
}
