import { auditLogAccessed, auditLogEvidenceOpened } from '@daybook/core/model'
import { bucketsOf, filterFromSearch } from '@daybook/core/query'
import {
  countActors,
  countByTime,
  countEvents,
  countFacets,
  type FoundEvent,
  findEvent,
  findNewer,
  isAskedFor,
  lastNumber,
  listEvents,
  listRelated,
  oldestTime,
  TooSlowError,
} from '@daybook/db'
import { notFound, refusal } from '../errors.ts'
import { logQuery } from '../procedures.ts'
import { router } from '../trpc.ts'
import { countInput, eventInput, facetsInput, listInput, newerInput } from './inputs.ts'
import { holderOf, type LogContext, logOf } from './log-context.ts'
import { isOnRecord, noteReadingOn } from './looks.ts'
import { openView, viewOf, zoneFor } from './open-view.ts'
import { type Presentation, presentDetail, presentEvidence, presentRow } from './present.ts'
import { questionOf } from './question.ts'
import { relatedQuery } from './related.ts'
import {
  type Cursor,
  extendPage,
  filterDigest,
  firstPage,
  nextPage,
  positionOf,
  previousPage,
  rangeOf,
  readCursor,
  readView,
  signView,
} from './view.ts'
import type {
  ActorCount,
  EventDetail,
  EventEvidence,
  EventPage,
  Facets,
  Histogram,
  NewerEvents,
  RelatedEvents,
} from './views.ts'

/** Counts are exact up to here; above it a page says "10,000+". */
const countCap = 10_000
const newerMax = 100
const relatedMax = 10
const facetValuesMax = 50
const actorsMax = 200

const otherView = 'This page belongs to another view of the log. Start again from its first page.'

/** Reading the activity log. */
export const auditRouter = router({
  list: logQuery
    .meta({ permission: 'audit:read' })
    .input(listInput)
    .query(async ({ ctx, input }): Promise<EventPage> => {
      const { filter, sort, size } = input
      const given = input.cursor ? readCursor(ctx.signer, input.cursor, holderOf(ctx)) : null
      if (input.cursor && (given?.view.filter !== filterDigest(filter) || given.sort !== sort))
        throw refusal('BAD_REQUEST', otherView)
      refuseRestrictedSort(ctx, sort)
      if (given) await noteReadingOn(ctx, { look: given.view.look, filter })
      const page: Cursor = given ?? firstPage(await openView(ctx, input), sort)
      const question = { ...questionOf(filter, rangeOf(page.view), ctx.scope), upTo: page.view.upTo }

      // One more than is shown tells whether there is a next page.
      const after = positionOf(page)
      const asked = { ...question, sort, after, limit: size + 1 }
      const { found, searchedTo } = await listEvents(ctx.tx, ctx.scope, asked).catch((error: unknown) => {
        throw error instanceof TooSlowError ? tooSlow('Sorting these events') : error
      })
      const shown = found.slice(0, size)
      const goesOn = found.length > size ? shown.at(-1)?.position : searchedTo
      const presentation = await presentationOf(ctx)
      return {
        rows: shown.map((event) => presentRow(event, presentation)),
        nextCursor: goesOn ? nextPage(ctx.signer, page, goesOn) : null,
        previousCursor: previousPage(ctx.signer, page),
        count: given ? null : await countEvents(ctx.tx, ctx.scope, { ...question, cap: countCap }),
        level: ctx.scope.level,
        view: signView(ctx.signer, page.view, filter),
        upTo: page.view.upTo,
        searchedTo: found.length > size ? null : (searchedTo?.occurredAt.toISOString() ?? null),
      }
    }),

  newer: logQuery
    .meta({ permission: 'audit:read' })
    .input(newerInput)
    .query(async ({ ctx, input }): Promise<NewerEvents> => {
      const view = readView(ctx.signer, input.view, holderOf(ctx))
      if (view?.filter !== filterDigest(input.filter)) throw refusal('BAD_REQUEST', otherView)
      const next = input.nextCursor ? readCursor(ctx.signer, input.nextCursor, holderOf(ctx)) : null
      const last = await lastNumber(ctx.tx, ctx.scope)
      const question = questionOf(input.filter, rangeOf(view), ctx.scope)
      const asked = { ...question, above: view.upTo, upTo: last, limit: newerMax }
      const { found, through: upTo } = await findNewer(ctx.tx, ctx.scope, asked)
      const presentation = await presentationOf(ctx)
      return {
        rows: found.map((event) => presentRow(event, presentation)),
        more: upTo < last,
        upTo,
        view: signView(ctx.signer, { ...view, upTo }, input.filter),
        nextCursor: next ? extendPage(ctx.signer, next, upTo) : null,
      }
    }),

  event: logQuery
    .meta({ permission: 'audit:read' })
    .input(eventInput)
    .query(async ({ ctx, input }): Promise<EventDetail> => {
      const found = await findEvent(ctx.tx, ctx.scope, input.number)
      if (!found) throw notFound('event')
      await noteEvent(ctx, found, input.view)
      return presentDetail(found, await presentationOf(ctx))
    }),

  /** Events that have something in common with one event. */
  related: logQuery
    .meta({ permission: 'audit:read' })
    .input(eventInput)
    .query(async ({ ctx, input }): Promise<RelatedEvents[]> => {
      const event = await findEvent(ctx.tx, ctx.scope, input.number)
      if (!event) throw notFound('event')
      await noteEvent(ctx, event, input.view)
      const groups = await listRelated(ctx.tx, ctx.scope, event, { limit: relatedMax })
      const presentation = await presentationOf(ctx)
      return groups.map(({ by, found, more }) => ({
        by,
        query: relatedQuery(by, event.event, ctx.scope),
        rows: found.map((other) => presentRow(other, presentation)),
        more,
      }))
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

  /** Which values occur among the events of a view, each key without its own filter. */
  facets: logQuery
    .meta({ permission: 'audit:read' })
    .input(facetsInput)
    .query(async ({ ctx, input }): Promise<Facets> => {
      const { keys, find } = input
      const counted = await countFacets(ctx.tx, ctx.scope, {
        ...(await questionIn(ctx, input)),
        keys,
        find,
        limit: facetValuesMax,
      })
      return Object.fromEntries(
        keys.map((key) => {
          const facet = counted[key]
          return [key, facet ? { ...facet, since: facet.since?.toISOString() ?? null } : null]
        }),
      )
    }),

  /** The actors of a view, for the portal's backend for front ends. */
  actors: logQuery
    .meta({ permission: 'audit:read' })
    .input(countInput)
    .query(async ({ ctx, input }): Promise<ActorCount[]> => {
      const actors = await countActors(ctx.tx, ctx.scope, { ...(await questionIn(ctx, input)), limit: actorsMax })
      if (!actors) throw tooSlow('Counting these events')
      return actors
    }),

  histogram: logQuery
    .meta({ permission: 'audit:read' })
    .input(countInput)
    .query(async ({ ctx, input }): Promise<Histogram | null> => {
      const question = await questionIn(ctx, input)
      const oldest = question.from ? null : await oldestTime(ctx.tx, ctx.scope)
      const reader = { zone: zoneFor(ctx, input.zone), now: ctx.now, oldest }
      const parts = bucketsOf({ from: question.from ?? null, to: question.to ?? null }, reader)
      if (!parts) return null
      const { unit, step, bounds } = parts
      const counted = await countByTime(ctx.tx, ctx.scope, { ...question, bounds })
      if (!counted) return null
      const buckets = counted.buckets.flatMap((bucket, index) => {
        const [from, to] = [bounds[index], bounds[index + 1]]
        return from && to ? [{ from: from.toISOString(), to: to.toISOString(), ...bucket }] : []
      })
      return { unit, step, buckets, since: counted.since?.toISOString() ?? null }
    }),
})

async function questionIn(ctx: LogContext, input: Parameters<typeof viewOf>[1]) {
  const view = await viewOf(ctx, input)
  return { ...questionOf(input.filter, rangeOf(view), ctx.scope), upTo: view.upTo }
}

/**
 * An event opened from a view that shows it belongs to that look. Opened by its own link, or from a view that asked for
 * others, it is a look of its own.
 */
async function noteEvent(ctx: LogContext, found: FoundEvent, token: string | undefined): Promise<void> {
  const view = readView(ctx.signer, token, holderOf(ctx))
  if (view && view.asked !== null && (await isOnRecord(ctx, view.look))) {
    const { filter } = filterFromSearch(new URLSearchParams(view.asked))
    if (await isAskedFor(ctx.tx, ctx.scope, questionOf(filter, rangeOf(view), ctx.scope), found)) return
  }
  ctx.recorder.record(auditLogAccessed, { filter: `number=${found.number}`, evidenceFilter: null })
}

function tooSlow(what: string) {
  return refusal('BAD_REQUEST', `${what} takes too long. Narrow the range of time, or add a filter.`)
}

function refuseRestrictedSort({ scope }: LogContext, sort: string): void {
  if (scope.level === 'log' && sort.endsWith('ip'))
    throw refusal('BAD_REQUEST', 'Sorting by IP address is not available to your role.')
}

async function presentationOf(ctx: LogContext): Promise<Presentation> {
  return { log: await logOf(ctx), level: ctx.scope.level }
}
