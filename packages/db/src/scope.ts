import type { Area } from '@daybook/core/model'

declare const made: unique symbol

/**
 * Which rows and which fields somebody may read. Every query on a log requires one. Only `packages/api/src/scope.ts`
 * makes them, from a principal, afresh for each request; a check of the repository keeps it so.
 */
export interface Scope {
  readonly [made]: true
  /** The logs; more than one only inside an investigation. */
  readonly tenantIds: readonly [string, ...string[]]
  readonly level: 'log' | 'evidence'
  /** Only events of these actors, as raw identifiers (a person's own activity). */
  readonly ownActorIds: readonly string[] | null
  readonly areas: readonly Area[] | null
  readonly from: Date | null
  readonly to: Date | null
}

export type ScopeParts = Pick<Scope, 'tenantIds' | 'level'> & Partial<Omit<Scope, typeof made>>

export function makeScope(parts: ScopeParts): Scope {
  // The brand exists in the type alone: this is the one place that claims it.
  return { ownActorIds: null, areas: null, from: null, to: null, ...parts } as Scope
}
