import postgres from 'postgres'

/**
 * The driver on an address. By itself it takes the database's name as it stands there; in an address of ours it may be
 * percent-encoded like every other part.
 */
export function openDriver(url: string, options: postgres.Options<Record<string, never>>): postgres.Sql {
  const name = /^[^/]*\/\/[^/?#]*\/([^?#]+)/.exec(url)?.[1]
  const database = name === undefined ? {} : { database: decodeURIComponent(name) }
  return postgres(url, { onnotice: () => {}, ...database, ...options })
}
