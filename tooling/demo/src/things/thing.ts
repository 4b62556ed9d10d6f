import type { JsonObject } from '@daybook/core/model'
import type { Country } from '../calendar.ts'
import type { Employee } from '../cast/employee.ts'
import type { Random } from '../random.ts'

/** What a kind needs to know of the company it lives in. */
export interface Surroundings {
  random: Random
  country: Country
  domain: string
  people: readonly Employee[]
  /** The things of another kind, to be pointed at. */
  find(kind: string): readonly Thing[]
}

export interface Edit {
  before: JsonObject
  after: JsonObject
  says: string
}

/** A record of the made-up platform: a campaign, a queue, a carrier. */
export interface Thing {
  kind: Kind
  id: string
  name: string
  revision: number
  /** The whole record as it is now. */
  state(): JsonObject
  /** Changes something that people change, or nothing where nothing fits. */
  edit(around: Surroundings): Edit | null
  /** Puts fields to given values. */
  put(patch: JsonObject): Edit
}

export interface Kind {
  /** `campaign`: the noun of its actions, the type of its targets. */
  key: string
  module: string
  /** Where the platform's own API keeps it. */
  path: string
  /** How many a company starts with. */
  stock: number
  /** The field that says whether it works, and its two values. */
  switch: { field: string; on: string | boolean; off: string | boolean } | null
  make(around: Surroundings): Thing
}

interface KindSpec<State extends JsonObject> {
  key: string
  module: string
  path: string
  prefix: string
  stock: number
  switch?: Kind['switch']
  make(around: Surroundings): { name: string; state: State }
  /** Each returns what changes and says it in words, or null where it does not fit. */
  edits: ((state: State, around: Surroundings) => [patch: Partial<State>, says: string] | null)[]
}

/** Ids look like the platform's: a prefix and twelve hexadecimal digits. */
export function defineKind<State extends JsonObject>(spec: KindSpec<State>): Kind {
  const kind: Kind = {
    key: spec.key,
    module: spec.module,
    path: spec.path,
    stock: spec.stock,
    switch: spec.switch ?? null,
    make(around) {
      const { name, state } = spec.make(around)
      let current: State = state

      function apply(patch: JsonObject, says: string): Edit {
        const record: JsonObject = current
        const before: JsonObject = {}
        for (const field of Object.keys(patch)) before[field] = record[field] ?? null
        current = { ...current, ...patch }
        thing.revision += 1
        return { before, after: patch, says }
      }

      const thing: Thing = {
        kind,
        id: `${spec.prefix}_${around.random.hex(12)}`,
        name,
        revision: 1,
        state: () => current,
        edit(now) {
          const change = now.random.pick(spec.edits)(current, now)
          return change && apply(defined(change[0]), change[1])
        },
        put: (patch) => apply(patch, ''),
      }
      return thing
    },
  }
  return kind
}

function defined(patch: { [key: string]: JsonObject[string] | undefined }): JsonObject {
  const clean: JsonObject = {}
  for (const [key, value] of Object.entries(patch)) if (value !== undefined) clean[key] = value
  return clean
}

/** One of the company's things of a kind as others point at it, or null where there is none. */
export function pointTo(around: Surroundings, kind: string): { id: string; name: string } | null {
  const things = around.find(kind)
  if (things.length === 0) return null
  const { id, name } = around.random.pick(things)
  return { id, name }
}

export function personName(around: Surroundings): string {
  return around.random.pick(around.people).name
}

/** A whole number moved a little, inside its bounds, and never left as it was. */
export function nudge(random: Random, value: number, step: number, [low, high]: readonly [number, number]): number {
  const moved = value + step * random.whole(1, 3) * (random.chance(0.5) ? 1 : -1)
  const bounded = Math.round(Math.min(high, Math.max(low, moved)) * 100) / 100
  return bounded === value ? (value === low ? low + step : low) : bounded
}
