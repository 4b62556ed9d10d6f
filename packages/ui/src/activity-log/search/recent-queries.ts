const key = 'daybook-recent-queries'
const kept = 8

/** The queries somebody asked last on this device, newest first. Storage may be refused: then there are none. */
export function recentQueries(): string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(read) ? read.filter((text) => typeof text === 'string').slice(0, kept) : []
  } catch {
    return []
  }
}

export function rememberQuery(text: string): void {
  const query = text.trim()
  if (query === '') return
  try {
    localStorage.setItem(key, JSON.stringify(withRecent(recentQueries(), query)))
  } catch {
    // A full or refused storage costs nothing but the suggestion.
  }
}

/** The newest first, each once; one that only grew by typing on takes the place of its beginning. */
export function withRecent(recent: readonly string[], query: string): string[] {
  return [query, ...recent.filter((other) => other !== query && !query.startsWith(other))].slice(0, kept)
}
