import type { JsonObject } from '../json.ts'
import { parsePath } from '../path.ts'
import { type OwnNames, ruleOf, ruleOfPath } from './key-names.ts'
import type { KeyRule } from './key-rule.ts'

/**
 * Secrets whose name is itself a value: `{ "name": "password", "value": "x" }`, as lists of headers, parameters and
 * changed fields are often written.
 */

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

const nameKeys = words(`name key field field_name fieldname header header_name headername param parameter
  parameter_name parametername attribute attribute_name attributename property property_name propertyname
  label option setting variable path column k`)

/** What a label with blanks (`Current password`) speaks of. A title has a text of its own: that is not one of these. */
const plainValueKeys = words(`value values val before after old new old_value oldvalue new_value newvalue
  previous previous_value previousvalue current current_value currentvalue`)

const valueKeys: ReadonlySet<string> = new Set([
  ...plainValueKeys,
  ...words('v content data text from to default default_value defaultvalue string_value stringvalue'),
])

export interface PairRule {
  rule: KeyRule
  /** Lower-case names of the members it is for. */
  keys: ReadonlySet<string>
}

/** The rule for the values of an object, when one of its members gives the name of a secret. */
export function ruleOfPair(object: JsonObject, own: OwnNames): PairRule | null {
  for (const [key, name] of Object.entries(object)) {
    if (typeof name !== 'string' || name.length > 120 || !nameKeys.has(key.toLowerCase())) continue
    const rule = ruleOfPath(segmentsOf(name), own)
    if (rule) return { rule, keys: /\s/.test(name) ? plainValueKeys : valueKeys }
  }
  return null
}

/** The parts of a path in whichever notation: our own, `/a/b`, `$['a']`. */
export function segmentsOf(path: string): string[] {
  const ours = parsePath(path)
  if (ours !== null) return ours.map((segment) => segment.name)
  return path.split(/[.[\]"'`/$]+/).filter((segment) => segment !== '')
}

/** For each member of a flat list of headers (`[name, value, name, value]`) the rule of the name before it. */
export function rulesOfHeaderList(list: readonly unknown[], own: OwnNames): (KeyRule | null)[] {
  return list.map((_, index) => {
    const name = index % 2 === 1 ? list[index - 1] : null
    return typeof name === 'string' ? ruleOf(name, own) : null
  })
}
