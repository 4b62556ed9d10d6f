import type { WorldEvent } from './scene.ts'
import { worldEvents } from './world.ts'

/** The world the demo begins with, ending on a Friday afternoon. For tests. */
export const usualWorld = { seed: 'daybook', end: new Date('2026-11-20T13:00:00.000Z'), days: 90, scale: 1 }

let told: readonly WorldEvent[] | null = null

/** All its events, told once a process. */
export function usualEvents(): readonly WorldEvent[] {
  told ??= [...worldEvents(usualWorld)]
  return told
}
