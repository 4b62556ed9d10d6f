import { openJobPool } from '@daybook/db'
import type { Logger } from '@daybook/runtime'
import { Logger as QueueLogger, type Runner, run, type TaskList } from 'graphile-worker'
import { repeat } from './repeat.ts'

export interface RunJobsOptions {
  databaseUrl: string
  tasks: TaskList
  logger: Logger
  /** Jobs at once. */
  concurrency?: number
}

/** Runs what apps have asked for, as long as the process lives; begins again when the database was away. */
export function runJobs({ databaseUrl, tasks, logger, concurrency = 2 }: RunJobsOptions) {
  let runner: Runner | null = null
  let isStopped = false
  const loop = repeat({
    name: 'job queue',
    everyMs: 1000,
    logger,
    async work() {
      if (isStopped) return
      const pool = openJobPool(databaseUrl, { max: concurrency + 2 })
      try {
        await runUntilStopped(pool)
      } finally {
        runner = null
        await pool.end()
      }
    },
  })

  async function runUntilStopped(pool: ReturnType<typeof openJobPool>): Promise<void> {
    runner = await run({
      pgPool: pool,
      concurrency,
      // Listens for new jobs; this is for those that wait for another try.
      pollInterval: 2000,
      // The process ends in its own order.
      noHandleSignals: true,
      taskList: tasks,
      crontab: '',
      logger: queueLogger(logger),
    })
    if (isStopped) await runner.stop()
    await runner.promise
  }

  return {
    /** Waits for the jobs that run: whoever gave them tells them to end. */
    async stop() {
      isStopped = true
      await runner?.stop().catch(() => {})
      await loop.stop()
    },
  }
}

/** What the queue tells of itself, in our own form. A job that fails is tried again, so it is no error yet. */
function queueLogger(logger: Logger): QueueLogger {
  return new QueueLogger((scope) => (level, message) => {
    const fields = { ...(scope.taskIdentifier ? { task: scope.taskIdentifier } : {}), detail: message }
    if (level === 'error' || level === 'warning') logger.warn(fields, 'the job queue')
    else logger.debug(fields, 'the job queue')
  })
}
