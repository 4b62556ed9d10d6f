import { Logger, runMigrations } from 'graphile-worker'

/**
 * Brings the queue of background jobs (graphile-worker's own schema, `graphile_worker`) to the release we depend on.
 * As the owner, so that the processes that run jobs need no right to change the schema. Nothing to do costs a look.
 *
 * @param url the owner's connection.
 */
export async function installJobQueue(url: string): Promise<void> {
  // Its own lines would mix with ours; what goes wrong is thrown.
  await runMigrations({ connectionString: url, maxPoolSize: 1, logger: new Logger(() => () => {}) })
}
