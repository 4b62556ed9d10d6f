import { z } from 'zod'
import type { Target } from '../event.ts'
import { isJson, isJsonObject, type JsonObject } from '../json.ts'

/** Shapes that the data of several actions are made of. */

export const named = z.object({ id: z.string(), name: z.string() })

export const account = z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() })

export const record = z.custom<JsonObject>(
  (value) => isJsonObject(value) && isJson(value),
  'Give the state as a JSON object.',
)

export const reason = z.string().nullable()

/** A filter of the log as it stands in an address (`recordedFilter`): to everybody, and with what only the evidence tells. */
export const askedFilter = { filter: z.string(), evidenceFilter: z.string().nullable() }

/** The part of a filter that only readers of the evidence may know goes where the evidence is. */
export function evidenceOf(evidenceFilter: string | null): { metadata: JsonObject | null } {
  return { metadata: evidenceFilter === null ? null : { filter: evidenceFilter } }
}

export function targetOf(
  type: string,
  known: { id: string | null; name: string | null },
  relation: string | null = null,
): Target {
  return { type, id: known.id, name: known.name, revision: null, relation, url: null }
}

export function userTarget(user: z.output<typeof account>, relation: string | null = null): Target {
  return targetOf('user', { id: user.id, name: user.name ?? user.email }, relation)
}
