import type { ExportView } from '@daybook/api/shared'
import { laterOf } from './export-phase.ts'
import type { Followed, FollowedExports } from './follower.ts'

/** The list with what is known better of those that are followed, newest first; one that was just begun is in it too. */
export function mergedExports(list: readonly ExportView[], followed: FollowedExports): Followed[] {
  const known = new Map(followed.map((each) => [each.view.id, each]))
  const rows = list.map((view): Followed => {
    const live = known.get(view.id)
    known.delete(view.id)
    return live ? { ...live, view: laterOf(view, live.view) } : { view, leftMs: null, trouble: null }
  })
  return [...known.values(), ...rows].sort((one, other) => other.view.requestedAt.localeCompare(one.view.requestedAt))
}
