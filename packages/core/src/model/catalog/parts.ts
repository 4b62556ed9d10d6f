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
