import postgres from 'postgres'

/** Longest pause between two attempts to connect, seconds. The driver's own 20 would be a request that hangs. */
const pauseMax = 0.5

/**
 * The driver on an address. By itself it takes the database's name as it stands there; in an address of ours it may be
 * percent-encoded like every other part.
 */
export function openDriver(url: string, options: postgres.Options<Record<string, never>>): postgres.Sql {
  const name = /^[^/]*\/\/[^/?#]*\/([^?#]+)/.exec(url)?.[1]
  const database = name === undefined ? {} : { database: decodeURIComponent(name) }
  return postgres(url, { onnotice: () => {}, backoff: () => Math.random() * pauseMax, ...database, ...options })
}
