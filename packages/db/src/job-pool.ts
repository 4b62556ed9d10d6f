import pg from 'pg'

/**
 * Connections for the queue of jobs, whose library talks to the database through a driver of its own. Whoever opens it
 * closes it (`end`).
 */
export function openJobPool(url: string, { max }: { max: number }): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'daybook jobs' })
  // The queue learns of a lost connection from its statements. But one that is cut while it is idle, or being closed,
  // tells it to whoever listens, and ends the process if nobody does.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
