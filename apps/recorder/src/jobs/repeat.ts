import type { Logger } from '@daybook/runtime'

export interface RepeatOptions {
  name: string
  work: () => Promise<unknown>
  /** From the end of one run to the start of the next. */
  everyMs: number
  logger: Logger
}

export interface RepeatedJob {
  /** Whether any run has succeeded yet. */
  hasSucceeded: () => boolean
  /** Starts no further run and waits for the one under way. */
  stop: () => Promise<void>
}

const retryMsMin = 1000
const retryMsMax = 60_000

/**
 * Runs `work` now and then again and again, never twice at once. After a failure the next run comes soon, then ever
 * later up to a minute.
 */
export function repeat({ name, work, everyMs, logger }: RepeatOptions): RepeatedJob {
  let hasSucceeded = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function run(): Promise<void> {
    try {
      await work()
      hasSucceeded = true
      failures = 0
    } catch (error) {
      failures += 1
      logger.warn({ err: error, job: name, failures }, 'a job failed and will run again')
    }
    if (isStopped) return
    const wait = failures === 0 ? everyMs : Math.min(retryMsMax, retryMsMin * 2 ** (failures - 1))
    timer = setTimeout(() => {
      current = run()
    }, wait)
    timer.unref()
  }

  let current = run()
  return {
    hasSucceeded: () => hasSucceeded,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await current
    },
  }
}
