import type { ActionDraft } from './catalog/define-action.ts'
import type { AuditEvent, Channel, Person } from './event.ts'
import type { EventInput } from './event-input.ts'

export interface NormaliseContext {
  /** The event's id when the input has none. */
  id: string
  recordedAt: Date
  /** Names whose values this tenant wants removed, beside those always removed. */
  secretKeys: readonly string[]
  /** The way in, when the input does not tell. */
  channel?: Channel | undefined
}

export function normaliseEvent(_input: EventInput, _context: NormaliseContext): AuditEvent {
  throw new Error('not written yet')
}

type Circumstances = Partial<
  Pick<
    AuditEvent,
    | 'assumedBy'
    | 'onBehalfOf'
    | 'customerId'
    | 'ip'
    | 'forwardedFor'
    | 'userAgent'
    | 'country'
    | 'sessionId'
    | 'requestId'
    | 'correlationId'
    | 'channel'
    | 'batchId'
    | 'parentId'
  >
>

export interface CompleteContext extends Circumstances {
  id: string
  recordedAt: Date
  secretKeys: readonly string[]
  actor: Person
}

export function completeEvent(_draft: ActionDraft, _context: CompleteContext): AuditEvent {
  throw new Error('not written yet')
}
