import { accessDenied } from '@daybook/core/model'
import { isBusy, type Transaction, transaction } from '@daybook/db'
import { TRPCError } from '@trpc/server'
import { notFound, RefusalError, recordedRefusal, refusal } from './errors.ts'
import { can, type Permission } from './permissions.ts'
import { createRecorder, type Recorder, recordRefusal } from './recorder.ts'
import { scopeOf } from './scope.ts'
import { requireStepUp } from './step-up/require-step-up.ts'
import { t } from './trpc.ts'

/**
 * Outermost: a refusal from anywhere within becomes the answer with its code, and leaves its event, on a connection of
 * its own since everything else was rolled back. If that event cannot be written, the refusal stands nevertheless.
 */
const refusable = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next()
  if (result.ok) return result
  const { cause } = result.error
  if (isBusy(cause)) {
    ctx.report(cause, path)
    const busy = refusal(
      'SERVICE_UNAVAILABLE',
      'Too much is going on just now. Nothing was changed. Try again in a moment.',
    )
    throw new TRPCError({ code: busy.code, message: busy.message, cause: busy })
  }
  if (!(cause instanceof RefusalError)) return result
  if (cause.record) await recordRefusal(ctx, cause.record).catch((fault: unknown) => ctx.report(fault, path))
  throw new TRPCError({ code: cause.code, message: cause.message, cause })
})

/** For whoever comes, signed in or not. */
const open = refusable.use(({ ctx, meta, next }) => {
  if (meta?.permission !== 'anyone') throw new Error('An open procedure says so: .meta({ permission: "anyone" })')
  if (meta.pageOnly && ctx.door !== 'page') throw notFound('procedure')
  return next()
})

/** For whoever is signed in and may. */
const signedIn = refusable.use(async ({ ctx, meta, path, next }) => {
  const { principal } = ctx
  if (!principal) throw refusal('UNAUTHORIZED', 'Sign in first.')
  const permission = meta?.permission
  if (permission === undefined || permission === 'anyone' || !can(principal, permission)) {
    throw denied(permission, path)
  }
  if (meta?.pageOnly && ctx.door !== 'page') throw notFound('procedure')
  if (meta?.stepUp) await requireStepUp(ctx, principal)
  return next({ ctx: { principal } })
})

/**
 * Every mutation starts here or at `openMutation`: one transaction, the events appended last, then the commit. A
 * mutation that recorded nothing, or whose events cannot be written, has not happened.
 */
const recordsAlways = t.middleware(async ({ ctx, path, next }) => {
  return transaction(ctx.db, async (tx) => {
    const recorder = createRecorder(tx, ctx)
    const result = await next({ ctx: { tx, record: recorder.record } })
    // A failed procedure comes back as a value. Returning it would commit what it did before it failed.
    if (!result.ok) throw result.error
    if (recorder.count === 0) throw new Error(`${path} changed something and recorded nothing`)
    await recorder.flush()
    return result
  })
})

/** What changes something inside a transaction, and records it there. */
export interface Changing {
  tx: Transaction
  record: Recorder['record']
}

/** Runs `work` in a transaction with its events appended last. Without an event it is rolled back. */
export type Commit = <T>(work: (changing: Changing) => Promise<T>) => Promise<T>

/**
 * For what is checked at length before anything changes, such as a password: no transaction is open, and no connection
 * held, until `commit` is called. A call that ends well without having committed anything is a fault.
 */
const recordsWhatItCommits = t.middleware(async ({ ctx, path, next }) => {
  let commits = 0
  const commit: Commit = async (work) => {
    const result = await transaction(ctx.db, async (tx) => {
      const recorder = createRecorder(tx, ctx)
      const changed = await work({ tx, record: recorder.record })
      if (recorder.count === 0) throw new Error(`${path} changed something and recorded nothing`)
      await recorder.flush()
      return changed
    })
    commits++
    return result
  }
  const result = await next({ ctx: { commit } })
  if (result.ok && commits === 0) throw new Error(`${path} ended well and recorded nothing`)
  return result
})

/**
 * Reading a log: the scope is made afresh, and a look that is new is recorded in the transaction that reads. If it
 * cannot be recorded, nothing is shown.
 */
const recordsNewViews = t.middleware(async ({ ctx, next }) => {
  const { principal } = ctx
  if (!principal) throw refusal('UNAUTHORIZED', 'Sign in first.')
  const scope = scopeOf(principal)
  const read = () =>
    transaction(ctx.db, async (tx) => {
      const recorder = createRecorder(tx, ctx)
      const result = await next({ ctx: { tx, scope, recorder, record: recorder.record } })
      if (!result.ok) throw result.error
      await recorder.flush()
      return result
    })
  return ctx.logLines.stand(principal.userId, read)
})

export const openQuery = open
export const openMutation = open.meta({ records: 'always' }).use(recordsAlways)
export const openAttempt = open.meta({ records: 'always' }).use(recordsWhatItCommits)
export const query = signedIn
export const attempt = signedIn.meta({ records: 'always' }).use(recordsWhatItCommits)
export const mutation = signedIn.meta({ records: 'always' }).use(recordsAlways)
export const logQuery = signedIn.meta({ records: 'new-views' }).use(recordsNewViews)

function denied(permission: Permission | 'anyone' | undefined, path: string): RefusalError {
  return recordedRefusal('FORBIDDEN', 'Your role does not allow this.', {
    action: accessDenied,
    data: { resource: path, permission: permission ?? null },
  })
}
