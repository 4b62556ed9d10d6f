import type { PersonPrincipal } from '@daybook/auth'
import { cleanText, sessionRevoked } from '@daybook/core/model'
import {
  countRegister,
  endSession,
  findAccount,
  listRegister,
  lockSessions,
  lockSessionsOf,
  type RegisteredSession,
  type RegisterPosition,
  sessionStatuses,
} from '@daybook/db'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { notFound, refusal } from '../errors.ts'
import { can } from '../permissions.ts'
import { type Changing, mutation, query } from '../procedures.ts'
import { router } from '../trpc.ts'
import { endSentence, sessionView } from './present.ts'
import type { Revocation, SessionPage } from './views.ts'

const countMax = 10_000
const reasonMax = 500

const reason = z
  .string()
  .max(10 * reasonMax)
  .transform((text) => cleanText(text).trim())
  .pipe(
    z
      .string()
      .min(1, 'Say why: the person will read it.')
      .max(reasonMax, `A reason has at most ${reasonMax} characters.`),
  )

/** Who is signed in to Daybook, who was, and how that ended. */
export const sessionsRouter = router({
  /** Newest first. */
  list: query
    .meta({ permission: 'session:list' })
    .input(
      z.strictObject({
        find: z.string().max(200, 'Search for less than that.').default(''),
        status: z.enum(sessionStatuses).nullish(),
        size: z.int().min(1).max(100).default(20),
        cursor: z.string().max(300).nullish(),
      }),
    )
    .query(async ({ ctx, input }): Promise<SessionPage> => {
      const { db, principal, now } = ctx
      const { find, status, size, cursor } = input
      const question = { tenantId: principal.organisation.id, at: now, find, status }
      const after = cursor ? positionOf(ctx, cursor) : null
      const [found, count] = await Promise.all([
        listRegister(db, { ...question, after, limit: size + 1 }),
        countRegister(db, { ...question, cap: countMax }),
      ])
      const rows = found.slice(0, size)
      const last = rows.at(-1)
      const evidence = can(principal, 'audit:evidence')
      return {
        rows: rows.map((row) => sessionView(row, principal)),
        nextCursor: last && found.length > size ? cursorOf(ctx, last) : null,
        count,
        level: evidence ? 'evidence' : 'log',
        self: evidence ? principal.userId : null,
      }
    }),

  /** Some, by their public ids: all that are still active, or, where one of them is not to be found, none. */
  revoke: mutation
    .meta({ permission: 'session:revoke', stepUp: true })
    .input(
      z.strictObject({
        ids: z.array(z.uuid()).min(1, 'Choose a session.').max(100, 'Choose at most 100 at once.'),
        reason,
      }),
    )
    .mutation(async ({ ctx, input }): Promise<Revocation> => {
      const { tx, principal, now } = ctx
      const publicIds = [...new Set(input.ids.map((id) => id.toLowerCase()))]
      const rows = await lockSessions(tx, { tenantId: principal.organisation.id, publicIds, at: now })
      if (rows.length < publicIds.length) throw notFound('session')
      if (rows.some(({ publicId }) => publicId === principal.sessionId)) {
        throw refusal('BAD_REQUEST', 'One of these is the session you are using. To end it, sign out.')
      }
      const live = rows.filter(({ status }) => status === 'active')
      const already = rows.filter(({ status }) => status !== 'active').map(endSentence)
      if (live.length === 0) throw refusal('CONFLICT', already.slice(0, 3).join(' '))
      await endAll(ctx, live, input.reason)
      return { revoked: live.length, already }
    }),

  /** Everything somebody is signed in with; of oneself, everything but this. */
  revokeAll: mutation
    .meta({ permission: 'session:revoke', stepUp: true })
    .input(z.strictObject({ userId: z.uuid(), reason }))
    .mutation(async ({ ctx, input }): Promise<Revocation> => {
      const { tx, principal, now } = ctx
      const tenantId = principal.organisation.id
      const account = await findAccount(tx, { id: input.userId })
      if (account?.organisationId !== tenantId) throw notFound('person')
      const locked = await lockSessionsOf(tx, { tenantId, userId: account.id, at: now })
      const live = locked.filter(({ publicId }) => publicId !== principal.sessionId)
      if (live.length === 0) throw refusal('CONFLICT', nowhere(account.name, principal, account.id))
      await endAll(ctx, live, input.reason)
      return { revoked: live.length, already: [] }
    }),
})

function nowhere(name: string, { userId }: PersonPrincipal, of: string): string {
  return of === userId ? 'You are signed in nowhere else.' : `${name} is signed in nowhere.`
}

/** One event for each. The rows are held by whoever calls. */
async function endAll(
  { tx, record, now, principal }: Changing & { now: Date; principal: PersonPrincipal },
  rows: readonly RegisteredSession[],
  note: string,
): Promise<void> {
  for (const { publicId, userId, userName: name, userEmail: email } of rows) {
    const ended = await endSession(tx, { publicId, at: now, reason: 'revoked', by: principal.userId, note })
    if (!ended) throw new Error('A session that was held has ended.')
    record(sessionRevoked, { sessionId: publicId, user: { id: userId, name, email }, reason: note })
  }
}

const position = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

/** Sealed, because ids are evidence; and for the tenant alone, though another's would find nothing more either. */
function cursorOf({ sealer, principal }: Sealing, { createdAt, publicId }: RegisterPosition): string {
  const text = JSON.stringify({ at: createdAt.toISOString(), id: publicId })
  return sealer.seal(sealedFor(principal), text).toString('base64url')
}

function positionOf({ sealer, principal }: Sealing, cursor: string): RegisterPosition {
  const text = sealer.open(sealedFor(principal), Buffer.from(cursor, 'base64url'))
  if (text === null) throw refusal('BAD_REQUEST', 'This place in the list is not known. Open the list again.')
  const { at, id } = position.parse(JSON.parse(text))
  return { createdAt: new Date(at), publicId: id }
}

type Sealing = Pick<Context, 'sealer'> & { principal: PersonPrincipal }

function sealedFor({ organisation }: PersonPrincipal): string {
  return `sessions-cursor:${organisation.id}`
}
