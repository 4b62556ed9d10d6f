import type { Random } from '@daybook/db/testing'
import { pass } from '../harness/poll.ts'
import type { Operator, Tenant } from '../harness/tenants.ts'
import { type Answers, watchAnswers } from './answers.ts'
import { deliver } from './delivery.ts'
import { makeEvent } from './event.ts'
import { createLedger, type Ledger } from './ledger.ts'

export interface LoadOptions {
  /** Recorders to send to. A sender that failed at one tries the next. */
  urls: readonly string[]
  tenants: readonly Tenant[]
  operator: Operator
  random: Random
  senders?: number
  /** Events of a batch at the most. */
  batchMax?: number
  /** All senders send batches, and none is smaller. */
  fullBatches?: boolean
}

export interface Load {
  ledger: Ledger
  answers: Answers
  /** Attempts that ended without a word on what became of the events. */
  unknown: () => number
  refused: () => number
  acknowledged: () => number
  /** No new events; each sender still has its last request answered or given up. */
  stop(): Promise<void>
}

const pauseMsMin = 20
const pauseMsMax = 150

/**
 * Senders that go on until stopped: half of them send single events and half batches, half with the key of a tenant and
 * half with the operator's. What was not acknowledged is sent again with the same ids until it is.
 */
export function startLoad({
  urls,
  tenants,
  operator,
  random,
  senders = 8,
  batchMax = 25,
  fullBatches = false,
}: LoadOptions): Load {
  const ledger = createLedger()
  const answers = watchAnswers()
  const counts = { unknown: 0, refused: 0 }
  let isStopped = false

  async function send(index: number): Promise<void> {
    const isBatch = fullBatches || index % 2 === 0
    const isOperators = index % 4 >= 2
    for (let place = index; !isStopped; ) {
      const tenant = tenants[random.below(tenants.length)]
      if (tenant === undefined) return
      const count = fullBatches ? batchMax : isBatch ? 1 + random.below(batchMax) : 1
      const events = Array.from({ length: count }, () => makeEvent(random))
      const key = isOperators ? operator.key : tenant.key
      for (;;) {
        const url = urls[place % urls.length] ?? ''
        const outcome = await deliver({ url, tenant, key, events, isBatch, ledger, fetch: answers.fetch })
        if (outcome === 'acknowledged' || outcome === 'at fault' || isStopped) break
        place += 1
        counts[outcome] += 1
        await pass(pauseMsMin + random.below(pauseMsMax - pauseMsMin))
      }
    }
  }

  const running = Promise.all(Array.from({ length: senders }, (_, index) => send(index)))
  return {
    ...{ ledger, answers },
    unknown: () => counts.unknown,
    refused: () => counts.refused,
    acknowledged: () => ledger.receipts.size,
    async stop() {
      isStopped = true
      await running
    },
  }
}
