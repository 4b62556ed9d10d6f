import type { PersonPrincipal } from '@daybook/auth'
import { auditLogAccessed, auditLogEvidenceOpened } from '@daybook/core/model'
import type { EventFilter } from '@daybook/core/query'
import { filterToSearch } from '@daybook/core/query'
import {
  countActions,
  countActors,
  countEvents,
  findEvent,
  findLog,
  type LogTarget,
  lastNumber,
  listEvents,
  type Scope,
  type Transaction,
} from '@daybook/db'
import { notFound, refusal } from '../errors.ts'
import { logQuery } from '../procedures.ts'
import type { Recorder } from '../recorder.ts'
import type { Signer } from '../signer.ts'
import { router } from '../trpc.ts'
import { eventInput, facetInput, listInput, questionOf, rangeFor } from './inputs.ts'
import { presentDetail, presentEvidence, presentRow } from './present.ts'
import { filterDigest, rangeOf, readCursor, readView, signCursor, signView, type View } from './view.ts'
import type { ActionCount, ActorCount, EventDetail, EventEvidence, EventPage } from './views.ts'

/** Counts are exact up to here; above it a page says "10,000+". */
const countCap = 10_000
const facetsMax = 200

interface LogContext {
  tx: Transaction
  scope: Scope
  principal: PersonPrincipal
  signer: Signer
  record: Recorder['record']
  now: Date
}

/** Reading the activity log. */
export const auditRouter = router({
  list: logQuery
    .meta({ permission: 'audit:read' })
    .input(listInput)
    .query(async ({ ctx, input }): Promise<EventPage> => {
      const cursor = input.cursor ? readCursor(ctx.signer, input.cursor, holderOf(ctx)) : null
      if (input.cursor && cursor?.view.filter !== filterDigest(input.filter)) {
        throw refusal('BAD_REQUEST', 'This page belongs to another view of the log. Start again from its first page.')
      }
      const view = cursor?.view ?? (await openView(ctx, input))
      const question = { ...questionOf(input.filter, rangeOf(view)), upTo: view.upTo }
      const after = cursor ? { occurredAt: new Date(cursor.occurredAt), number: cursor.number } : undefined

      // One more than is shown tells whether there is a next page.
      const found = await listEvents(ctx.tx, ctx.scope, { ...question, after, limit: input.size + 1 })
      const count = cursor ? null : await countEvents(ctx.tx, ctx.scope, { ...question, cap: countCap })
      const shown = found.slice(0, input.size)
      const last = shown.at(-1)
      const presentation = { log: await logOf(ctx), level: ctx.scope.level }
      return {
        rows: shown.map((event) => presentRow(event, presentation)),
        nextCursor:
          found.length > input.size && last
            ? signCursor(ctx.signer, { view, occurredAt: last.event.occurredAt, number: last.number })
            : null,
        count,
        level: ctx.scope.level,
        view: signView(ctx.signer, view),
      }
    }),

  event: logQuery
    .meta({ permission: 'audit:read' })
    .input(eventInput)
    .query(async ({ ctx, input }): Promise<EventDetail> => {
      const found = await findEvent(ctx.tx, ctx.scope, input.number)
      if (!found) throw notFound('event')
      // Opened by its own link, not from a view: a look of its own.
      if (!readView(ctx.signer, input.view, holderOf(ctx)))
        ctx.record(auditLogAccessed, { filter: `number=${input.number}` })
      return presentDetail(found, { log: await logOf(ctx), level: ctx.scope.level })
    }),

  evidence: logQuery
    .meta({ permission: 'audit:evidence' })
    .input(eventInput)
    .query(async ({ ctx, input }): Promise<EventEvidence> => {
      const found = await findEvent(ctx.tx, ctx.scope, input.number)
      if (!found) throw notFound('event')
      ctx.record(auditLogEvidenceOpened, { number: input.number })
      return presentEvidence(found)
    }),

  /** Who occurs among the events, whatever actor is chosen. */
  actors: logQuery
    .meta({ permission: 'audit:read' })
    .input(facetInput)
    .query(async ({ ctx, input }): Promise<ActorCount[]> => {
      const { actor: _own, ...filter } = input.filter
      return countActors(ctx.tx, ctx.scope, { ...(await facetQuestion(ctx, { ...input, filter })), limit: facetsMax })
    }),

  /** Which actions occur among the events, whatever action is chosen. */
  actions: logQuery
    .meta({ permission: 'audit:read' })
    .input(facetInput)
    .query(async ({ ctx, input }): Promise<ActionCount[]> => {
      const { action: _own, ...filter } = input.filter
      return countActions(ctx.tx, ctx.scope, { ...(await facetQuestion(ctx, { ...input, filter })), limit: facetsMax })
    }),
})

/** A new look at the log: what it may show is fixed now, and that it happened is recorded. */
async function openView(
  ctx: LogContext,
  { filter, zone }: { filter: EventFilter; zone?: string | undefined },
): Promise<View> {
  const range = rangeFor(filter, { now: ctx.now, zone: ctx.principal.timeZone ?? zone ?? 'UTC' })
  ctx.record(auditLogAccessed, { filter: filterToSearch(filter).toString() })
  return {
    ...holderOf(ctx),
    filter: filterDigest(filter),
    from: range.from?.toISOString() ?? null,
    to: range.to?.toISOString() ?? null,
    upTo: await lastNumber(ctx.tx, ctx.scope),
  }
}

async function facetQuestion(
  ctx: LogContext,
  input: { filter: EventFilter; view?: string | undefined; zone?: string | undefined },
) {
  const view = readView(ctx.signer, input.view, holderOf(ctx)) ?? (await openView(ctx, input))
  return { ...questionOf(input.filter, rangeOf(view)), upTo: view.upTo }
}

function holderOf({ scope, principal }: Pick<LogContext, 'scope' | 'principal'>) {
  return { tenantId: scope.tenantIds[0], sessionId: principal.sessionId }
}

async function logOf({ tx, scope }: Pick<LogContext, 'tx' | 'scope'>): Promise<LogTarget> {
  const log = await findLog(tx, { id: scope.tenantIds[0] })
  if (!log) throw notFound('log')
  return log
}
