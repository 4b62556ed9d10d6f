import { type PersonPrincipal, roleNames } from '@daybook/auth'
import {
  type ActionDefinition,
  type AuditEvent,
  completeEvent,
  draftOf,
  type Person,
  withRecordedAt,
} from '@daybook/core/model'
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
  /** An event that was made before and waited (`prepare`). */
  recordPrepared(event: AuditEvent, tenantId: string): void
  /** The event as it would be recorded now, to be recorded later. */
  prepare<Data>(action: ActionDefinition<Data>, data: NoInfer<Data>, log: LogTarget): AuditEvent
  /** What takes locks that others wait for, and so is done last: before anything is appended. It may record. */
  atEnd(work: () => Promise<void>): void
  readonly count: number
  /** Appends what was recorded. The last thing of the transaction. */
  flush(): Promise<void>
}

type Recorded = { tenantId: string | undefined; eventIn: (log: LogTarget) => AuditEvent }

export function createRecorder(tx: Transaction, ctx: Context): Recorder {
  const recorded: Recorded[] = []
  const ending: (() => Promise<void>)[] = []
  return {
    record(action, data, place = {}) {
      recorded.push({ tenantId: place.tenantId, eventIn: (log) => eventOf(ctx, { action, data, place, log }) })
    },
    recordPrepared(event, tenantId) {
      recorded.push({ tenantId, eventIn: () => withRecordedAt(event, new Date()) })
    },
    prepare(action, data, log) {
      return eventOf(ctx, { action, data, place: {}, log })
    },
    atEnd(work) {
      ending.push(work)
    },
    get count() {
      return recorded.length
    },
    async flush() {
      for (const work of ending.splice(0)) await work()
      const logs = new Map<string | undefined, LogTarget>()
      const entries: Entry[] = []
      for (const { tenantId, eventIn } of recorded) {
        const log = logs.get(tenantId) ?? (await logFor(tx, ctx, tenantId))
        logs.set(tenantId, log)
        entries.push({ log, event: eventIn(log) })
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

interface Told<Data> {
  action: ActionDefinition<Data>
  data: NoInfer<Data>
  place: RecordPlace
  log: LogTarget
}

function eventOf<Data>(ctx: Context, { action, data, place, log }: Told<Data>): AuditEvent {
  const { request, principal } = ctx
  const draft = { http: { method: request.method, path: request.path, status: null }, ...draftOf(action, data) }
  return completeEvent(draft, {
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
}

const actorTypes = { client: 'user', partner: 'partner', staff: 'staff' } as const

function actorOf(principal: PersonPrincipal): Person {
  const { kind, userId, email, name, role } = principal
  return { type: actorTypes[kind], id: userId, email, username: null, name, role: roleNames[role] }
}

const anonymous: Person = { type: 'anonymous', id: null, email: null, username: null, name: null, role: null }
