import { type PersonPrincipal, roleNames } from '@daybook/auth'
import { type ActionDefinition, completeEvent, draftOf, type Person } from '@daybook/core/model'
import {
  append,
  type Entry,
  findLog,
  findPlatformLog,
  type LogTarget,
  type Transaction,
  transaction,
} from '@daybook/db'
import { v7 } from 'uuid'
import type { Context } from './context.ts'
import type { RecordPlace, RefusalRecord } from './errors.ts'

/** Collects the events of one transaction and appends them at its end: the heads of logs are locked for a moment only. */
export interface Recorder {
  record<Data>(action: ActionDefinition<Data>, data: NoInfer<Data>, place?: RecordPlace): void
  readonly count: number
  /** Appends what was recorded. The last thing of the transaction. */
  flush(): Promise<void>
}

interface Recorded {
  action: ActionDefinition
  data: unknown
  place: RecordPlace
}

export function createRecorder(tx: Transaction, ctx: Context): Recorder {
  const recorded: Recorded[] = []
  return {
    record(action, data, place = {}) {
      recorded.push({ action, data, place })
    },
    get count() {
      return recorded.length
    },
    async flush() {
      const logs = new Map<string | undefined, LogTarget>()
      const entries: Entry[] = []
      for (const item of recorded) {
        const { tenantId } = item.place
        const log = logs.get(tenantId) ?? (await logFor(tx, ctx, tenantId))
        logs.set(tenantId, log)
        entries.push(entryOf(item, log, ctx))
      }
      await append(tx, entries)
    },
  }
}

/** Writes the event of a refusal in a transaction of its own: that of the refused request was rolled back. */
export async function recordRefusal(ctx: Context, refused: RefusalRecord): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const recorder = createRecorder(tx, ctx)
    for (const place of refused.places ?? [{}]) recorder.record(refused.action, refused.data, place)
    await recorder.flush()
  })
}

async function logFor(tx: Transaction, ctx: Context, tenantId: string | undefined): Promise<LogTarget> {
  const id = tenantId ?? ctx.principal?.organisation.id
  const log = id ? await findLog(tx, { id }) : await findPlatformLog(tx)
  if (!log) throw new Error('There is no log to record in. Has the operator’s organisation been created?')
  return log
}

function entryOf({ action, data, place }: Recorded, log: LogTarget, ctx: Context): Entry {
  const { request, principal } = ctx
  const draft = { http: { method: request.method, path: request.path, status: null }, ...draftOf(action, data) }
  const event = completeEvent(draft, {
    id: v7(),
    recordedAt: new Date(),
    secretKeys: log.secretKeys,
    actor: place.actor ?? (principal ? actorOf(principal) : anonymous),
    ip: request.clientAddress,
    forwardedFor: request.forwardedFor,
    userAgent: request.userAgent,
    requestId: request.requestId,
    sessionId: place.sessionId ?? principal?.sessionId ?? null,
    channel: 'ui',
  })
  return { log, event }
}

const actorTypes = { client: 'user', partner: 'partner', staff: 'staff' } as const

function actorOf(principal: PersonPrincipal): Person {
  const { kind, userId, email, name, role } = principal
  return { type: actorTypes[kind], id: userId, email, username: null, name, role: roleNames[role] }
}

const anonymous: Person = { type: 'anonymous', id: null, email: null, username: null, name: null, role: null }
