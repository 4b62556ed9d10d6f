import type { z } from 'zod'
import { type Area, areaOf } from '../areas.ts'
import type { AuditEvent } from '../event.ts'
import type { Operation } from '../operations.ts'

/** Said by the definition, or known only where the event is recorded: an action's data say none of it. */
type SaidElsewhere =
  | 'id'
  | 'occurredAt'
  | 'recordedAt'
  | 'claimedAt'
  | 'action'
  | 'operation'
  | 'operationWord'
  | 'module'
  | 'area'
  | 'actor'
  | 'assumedBy'

/** What an action's data say of an event. */
export type EventDraft = Partial<Omit<AuditEvent, SaidElsewhere>>

/** A draft with the words of its definition. `completeEvent` makes it an event. */
export type ActionDraft = EventDraft & Pick<AuditEvent, 'action' | 'operation' | 'module' | 'area'>

interface ActionSource<Data> {
  /** `noun.past_tense`. Never renamed: old events carry it. */
  readonly name: string
  readonly operation: Operation
  readonly module: string
  readonly data: z.ZodType<Data>
  /** Written as a method so that definitions of different data fit into one catalog. */
  event(data: NoInfer<Data>): EventDraft
  /**
   * Starts with `{actor}` and a past tense, so that a failure can be told as an attempt. Other placeholders: `{target}`,
   * `{target:user}` (the target of that type), `{target.name}` (without its type), `{changes}`, `{details.key}`.
   */
  readonly sentence: string
  readonly whyItMatters?: string
  /** Fields of `data` that say something of a person. */
  readonly personal: readonly (keyof NoInfer<Data> & string)[]
  /** Names whose values are removed wherever in the event they stand. */
  readonly secret: readonly string[]
  readonly example: NoInfer<Data>
}

/** One built-in action: everything that is known of it, once. Labels, filters, documentation and tests derive from it. */
export interface ActionDefinition<Data = unknown> extends Omit<ActionSource<Data>, 'personal' | 'whyItMatters'> {
  readonly area: Area | null
  readonly whyItMatters: string | null
  readonly personal: readonly string[]
}

export function defineAction<Data>(source: ActionSource<Data>): ActionDefinition<Data> {
  return { ...source, area: areaOf(source.module), whyItMatters: source.whyItMatters ?? null }
}

/**
 * The draft of one event of an action.
 *
 * @throws ZodError when the data are not what the action holds: a mistake of the caller.
 */
export function draftOf<Data>(action: ActionDefinition<Data>, data: NoInfer<Data>): ActionDraft {
  const draft = action.event(action.data.parse(data))
  const { name, operation, module, area, whyItMatters } = action
  return { whyItMatters, ...draft, action: name, operation, module, area }
}
