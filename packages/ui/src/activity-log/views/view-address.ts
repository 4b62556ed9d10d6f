import type { SavedView } from '@daybook/api/shared'
import { filterFromSearch, filterToSearch } from '@daybook/core/query'

/** In the address: the view that somebody opened, so that it is known what was changed since. */
export const viewParameter = 'view'

/** What of an address belongs to a view besides the filter: how the log is shown. */
const shownBy = ['sort', 'size', 'cols', 'density'] as const
/** Whose log it is. It belongs to no view. */
const whose = ['tenant', 'client'] as const

/** The part of an address that a view keeps, in one spelling. */
export function viewSearchOf(search: URLSearchParams): string {
  const kept = filterToSearch(filterFromSearch(search).filter)
  for (const key of shownBy) {
    const value = search.get(key)
    if (value) kept.set(key, value)
  }
  return String(kept)
}

/** The address that shows a view of the log that `search` is an address of. */
export function viewHref(search: URLSearchParams, view: Pick<SavedView, 'id' | 'search'>): string {
  const next = new URLSearchParams()
  for (const key of whose) {
    const value = search.get(key)
    if (value) next.set(key, value)
  }
  for (const [key, value] of new URLSearchParams(view.search)) next.append(key, value)
  next.set(viewParameter, view.id)
  return `?${next}`
}

export interface AppliedView {
  view: SavedView
  /** The address says something else by now. */
  changed: boolean
}

/** The view that an address shows: the one it names, else one that says exactly the same. */
export function appliedView(views: readonly SavedView[], search: URLSearchParams): AppliedView | null {
  const shown = viewSearchOf(search)
  const says = (view: SavedView) => viewSearchOf(new URLSearchParams(view.search)) === shown
  const named = views.find(({ id }) => id === search.get(viewParameter))
  if (named) return { view: named, changed: !says(named) }
  const same = shown === '' ? undefined : views.find(says)
  return same ? { view: same, changed: false } : null
}

/** Own ones first, each kind by name. */
export function sortedViews(views: readonly SavedView[]): { own: SavedView[]; shared: SavedView[] } {
  const byName = [...views].sort((one, other) => one.name.localeCompare(other.name, 'en', { sensitivity: 'base' }))
  return { own: byName.filter((view) => view.own), shared: byName.filter((view) => !view.own) }
}
