const key = 'daybook.exports'

/** Ids of the exports that this tab follows, over reloads. */
export function rememberExports(ids: readonly string[]): void {
  try {
    if (ids.length > 0) sessionStorage.setItem(key, ids.join(' '))
    else sessionStorage.removeItem(key)
  } catch {
    // Storage is switched off or full: the list of exports shows them all the same.
  }
}

export function recallExports(): string[] {
  try {
    return (sessionStorage.getItem(key) ?? '').split(' ').filter((id) => /^[\w-]{1,100}$/.test(id))
  } catch {
    return []
  }
}
