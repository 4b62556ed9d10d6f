import { type Area, areaLabels, areaOf, areas, moduleKey, moduleOfNoun, modules } from './areas.ts'
import { findAction } from './catalog/catalog.ts'
import type { AuditEvent, Outcome } from './event.ts'
import { isOperation, type Operation, parseOperation } from './operations.ts'

export interface Classified {
  action: string
  outcome: Outcome
  operation?: string | null | undefined
  module?: string | null | undefined
  area?: string | null | undefined
}

/** Operation, module and area: as told, else as the catalog has them for this action, else as its name suggests. */
export function classify(event: Classified): Pick<AuditEvent, 'operation' | 'operationWord' | 'module' | 'area'> {
  const known = findAction(event.action)
  const module = told(event.module, moduleKey) ?? known?.module ?? moduleOfAction(event.action)
  const area = areaNamed(event.area) ?? areaOf(module)
  const word = told(event.operation, (text) => text)
  if (word === null) {
    return {
      operation: known?.operation ?? operationOfAction(event.action, event.outcome),
      operationWord: null,
      module,
      area,
    }
  }
  const operation = parseOperation(word) ?? 'other'
  return { operation, operationWord: operation === 'other' ? word : null, module, area }
}

function told(text: string | null | undefined, read: (text: string) => string): string | null {
  const trimmed = text?.trim()
  return trimmed ? read(trimmed) : null
}

/** By key (`privacy`) or by label (`Data & privacy`). */
function areaNamed(name: string | null | undefined): Area | null {
  const word = name?.trim().toLowerCase()
  return areas.find((area) => area === word || areaLabels[area].toLowerCase() === word) ?? null
}

/** What the last part of an action's name says: `campaign.updated`, `user.role_changed`, `iam.DeleteUser`. */
function operationOfAction(action: string, outcome: Outcome): Operation {
  const verb = action.slice(action.lastIndexOf('.') + 1)
  const operation = parseOperation(verb) ?? operationOfPhrase(verb) ?? 'other'
  return operation === 'login' && outcome !== 'success' ? 'login_failed' : operation
}

function operationOfPhrase(phrase: string): Operation | null {
  const words = phrase
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[\s_-]+/)
  const [first = '', last = ''] = [words[0], words.at(-1)]
  // `role_changed`: a past tense comes last. `DeleteUser`: an order comes first, and only in our own words; what
  // `add_member` adds is not made by it.
  if (/ed$|^reset$/.test(last)) return parseOperation(last)
  return isOperation(first) && first !== 'other' ? first : null
}

/** `api_key.created` → api_keys. Without a dot, the longest beginning that is a module we know: `api_key_created`. */
function moduleOfAction(action: string): string {
  const dot = action.indexOf('.')
  if (dot > 0) return moduleOfNoun(action.slice(0, dot))
  const words = moduleKey(action).split('_')
  for (let count = words.length - 1; count > 0; count -= 1) {
    const module = moduleOfNoun(words.slice(0, count).join('_'))
    if (Object.hasOwn(modules, module)) return module
  }
  return 'other'
}
