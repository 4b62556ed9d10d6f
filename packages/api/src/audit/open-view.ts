import type { EventFilter } from '@daybook/core/query'
import { lastNumber } from '@daybook/db'
import { holderOf, type LogContext } from './log-context.ts'
import { noteLook, noteReadingOn } from './looks.ts'
import { rangeFor } from './question.ts'
import { filterDigest, readView, type View } from './view.ts'

interface Asked {
  filter: EventFilter
  zone?: string | undefined
  opening?: boolean
}

/** A new look at the log: what it may show is fixed now, and that it happened is noted. */
export async function openView(ctx: LogContext, { filter, zone, opening = true }: Asked): Promise<View> {
  const range = rangeFor(filter, { now: ctx.now, zone: zoneFor(ctx, zone) })
  const look = await noteLook(ctx, { filter, opening })
  return {
    ...holderOf(ctx),
    filter: filterDigest(filter),
    from: range.from?.toISOString() ?? null,
    to: range.to?.toISOString() ?? null,
    upTo: await lastNumber(ctx.tx, ctx.scope),
    look,
  }
}

/** The look that a token stands for; a new one without it, and where the filter is another than the token's. */
export async function viewOf(ctx: LogContext, asked: Asked & { view?: string | undefined }): Promise<View> {
  const view = readView(ctx.signer, asked.view, holderOf(ctx))
  if (view?.filter === filterDigest(asked.filter)) {
    await noteReadingOn(ctx, { look: view.look, filter: asked.filter })
    return view
  }
  return openView(ctx, { ...asked, opening: view === null })
}

/** The zone of a reader's days: their own choice, else their browser's. */
export function zoneFor({ principal }: Pick<LogContext, 'principal'>, zone: string | undefined): string {
  return principal.timeZone ?? zone ?? 'UTC'
}
