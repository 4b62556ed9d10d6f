import type { KnownKey } from '@daybook/auth'
import { type ActionDraft, apiKeyRateLimited, apiKeyRefused, completeEvent, draftOf } from '@daybook/core/model'
import type { Logger, Metrics } from '@daybook/runtime'
import { v7 } from 'uuid'
import type { Appender } from '../events/appender.ts'
import type { LogDirectory } from '../events/log-directory.ts'
import { answerMsDefault } from '../http/deadline.ts'
import { recorderItself } from '../jobs/recorder-itself.ts'
import { type Counted, createTally } from './tally.ts'

/** Why a key that is known is not let in. */
export const refusedKeyCauses = ['revoked', 'expired', 'scope_missing', 'tenant_mismatch'] as const
export type RefusedKeyCause = (typeof refusedKeyCauses)[number]

/** Why a request names no key that is known. There is no log to record it in: it is counted. */
export const strangeKeyCauses = ['missing', 'malformed', 'unknown'] as const
export type StrangeKeyCause = (typeof strangeKeyCauses)[number]

/** From where a refused request came. */
export interface Origin {
  ip: string | null
  forwardedFor: string | null
  userAgent: string | null
  requestId: string
}

export interface KeyNotices {
  /** A request without a key that anybody has. */
  strange(cause: StrangeKeyCause): void
  /** One event per key, cause and minute in the log of the key's organisation. */
  refused(key: KnownKey, cause: RefusedKeyCause, origin: Origin): void
  /**
   * One event per key and minute in the log that was sent to.
   *
   * @param events that were turned away; 0 where the request was not read.
   */
  rateLimited(key: KnownKey, log: { tenantId: string }, told: { events: number; origin: Origin }): void
  stop(): Promise<void>
}

interface Subject {
  tenantId: string
  origin: Origin
  draft: (counted: Counted) => ActionDraft
}

export interface KeyNoticesOptions {
  appender: Appender
  logs: LogDirectory
  logger: Logger
  metrics: Metrics
  /** Shortest time between two events about one key; a minute by default. */
  everyMs?: number
}

const stopMsMax = 2000

/** Tells the owner of a key what became of those who used it in vain. No answer waits for it. */
export function createKeyNotices({ appender, logs, logger, metrics, everyMs = 60_000 }: KeyNoticesOptions): KeyNotices {
  const refusals = metrics.counter({
    name: 'daybook_recorder_keys_refused_total',
    help: 'Requests that were refused for their API key, by cause.',
    labels: ['cause'],
  })
  for (const cause of [...strangeKeyCauses, ...refusedKeyCauses, 'rate_limited']) refusals.inc({ cause }, 0)

  async function record({ tenantId, origin, draft }: Subject, counted: Counted): Promise<void> {
    const log = await logs.byId(tenantId)
    if (log === null) throw new Error('An API key belongs to an organisation that is not there.')
    const event = completeEvent(draft(counted), {
      ...origin,
      id: v7(),
      recordedAt: new Date(),
      secretKeys: log.secretKeys,
      actor: recorderItself,
      channel: 'api',
    })
    const [answer] = await appender.append(log, [event], performance.now() + answerMsDefault)
    if (answer?.status === 'refused') throw answer.error
  }

  const tally = createTally<Subject>({
    everyMs,
    report: record,
    onFailure: (error, { origin }, counted) =>
      logger.warn({ err: error, requestId: origin.requestId, ...counted }, 'a refusal could not be recorded'),
  })
  const onlyOne = { requests: 1, events: 0 }

  return {
    strange: (cause) => refusals.inc({ cause }),
    refused(key, cause, origin) {
      refusals.inc({ cause })
      const draft = ({ requests }: Counted) => draftOf(apiKeyRefused, { ...named(key), cause, requests })
      tally.add(`${cause} ${key.keyId}`, { tenantId: key.organisationId, origin, draft }, onlyOne)
    },
    rateLimited(key, { tenantId }, { events, origin }) {
      refusals.inc({ cause: 'rate_limited' })
      const draft = (counted: Counted) => draftOf(apiKeyRateLimited, { ...named(key), ...counted })
      tally.add(`limit ${key.keyId} ${tenantId}`, { tenantId, origin, draft }, { requests: 1, events })
    },
    async stop() {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopMsMax)
      })
      await Promise.race([tally.stop(), late])
      clearTimeout(timer)
    },
  }
}

function named({ keyId, name, prefix }: KnownKey) {
  return { key: { id: keyId, name }, prefix: prefix.slice(0, 16) }
}
