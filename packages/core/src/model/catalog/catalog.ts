import { actionKey } from '../action-key.ts'
import type { ActionDefinition } from './define-action.ts'

/** Every built-in action. */
export const catalog: readonly ActionDefinition[] = []

const byKey = new Map(catalog.map((action) => [actionKey(action.name), action]))

/** The definition of an action, in whichever of its spellings; null for an action of a platform's own. */
export function findAction(name: string): ActionDefinition | null {
  return byKey.get(actionKey(name)) ?? null
}
