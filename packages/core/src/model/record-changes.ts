import type { Change } from './change.ts'
import { diffRecords } from './diff.ts'
import type { JsonObject } from './json.ts'
import type { Operation } from './operations.ts'

export interface RecordedStates {
  before: JsonObject | null
  after: JsonObject | null
  changes: Change[] | null
  snapshot: JsonObject | null
}

export interface RecordedContent {
  changes: Change[] | null
  snapshot: JsonObject | null
}

/**
 * What an event keeps of the states its source sent. Creating keeps all initial values, deleting the whole last state;
 * anything else keeps the fields that changed. Where creating or deleting comes with both states (something restored,
 * something marked as deleted), the changes are kept as well.
 */
export function contentOf(operation: Operation, states: RecordedStates): RecordedContent {
  const { before, after, changes, snapshot } = states
  const differences = before || after ? diffRecords(before ?? {}, after ?? {}) : null
  if (operation !== 'create' && operation !== 'delete') return { changes: changes ?? differences, snapshot }
  const [whole, other] = operation === 'create' ? [after, before] : [before, after]
  const hasBoth = whole !== null && other !== null && Object.keys(other).length > 0
  return { changes: changes ?? (hasBoth ? differences : null), snapshot: snapshot ?? whole ?? other }
}
