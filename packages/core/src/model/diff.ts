import type { Change } from './change.ts'
import type { JsonObject } from './json.ts'

export function diffRecords(_before: JsonObject, _after: JsonObject): Change[] {
  throw new Error('not written yet')
}
