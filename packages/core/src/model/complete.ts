import { secretKeysOf } from './catalog/catalog.ts'
import type { ActionDraft } from './catalog/define-action.ts'
import { emptyEvent } from './empty-event.ts'
import type { AuditEvent, Person } from './event.ts'
import { detailsWith } from './people.ts'
import { redactEvent } from './redact/redact-event.ts'
import { mendTexts } from './text.ts'

type Circumstances = Pick<
  AuditEvent,
  | 'onBehalfOf'
  | 'assumedBy'
  | 'customerId'
  | 'ip'
  | 'forwardedFor'
  | 'userAgent'
  | 'country'
  | 'sessionId'
  | 'requestId'
  | 'correlationId'
  | 'channel'
  | 'http'
  | 'batchId'
  | 'parentId'
>

export interface CompleteContext extends Partial<Circumstances> {
  id: string
  recordedAt: Date
  /** Names whose values this log's owner wants removed, beside those always removed. */
  secretKeys: readonly string[]
  actor: Person
}

/**
 * The event of one of our own actions: what its data say (`draftOf`), and by whom, from where and when it was done.
 * Where both tell something, the draft wins: it knows what the action was about.
 */
export function completeEvent(draft: ActionDraft, context: CompleteContext): AuditEvent {
  const { secretKeys, recordedAt, ...circumstances } = context
  const at = recordedAt.toISOString()
  const event = mendTexts({ ...emptyEvent, ...circumstances, occurredAt: at, recordedAt: at, ...draft })
  const details = detailsWith(event.details, event.assumedBy)
  return redactEvent({ ...event, details }, { secretKeys: secretKeysOf(draft.action, secretKeys) })
}
