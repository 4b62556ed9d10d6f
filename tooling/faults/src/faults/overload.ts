import type { Random } from '@daybook/db/testing'
import { type Fault, noOutcome } from '../fault.ts'
import type { Harness } from '../harness/harness.ts'
import { pass, until } from '../harness/poll.ts'
import type { Tenant } from '../harness/tenants.ts'
import { type Answer, isAccepted, isRefused, percentile, watchAnswers } from '../load/answers.ts'
import { deliver } from '../load/delivery.ts'
import { makeEvent } from '../load/event.ts'
import { createLedger, type Ledger } from '../load/ledger.ts'
import { startLoad } from '../load/load.ts'
import { judge } from '../oracle.ts'

const times = 5
const logs = 20
const batchEvents = 100
const measureMs = 4000
const tickMs = 20
/** Below what a recorder keeps open for one address: beyond, connections are closed, not requests refused. */
const openMax = 400
const recoveryMsMax = 10_000
const wellMs = 1000
/** Of those acknowledged, every so many are sent again in the end: all of them would take longer than the fault. */
const againEvery = 20

export const overload: Fault = {
  name: 'overload',
  title: 'five times as much is offered as is held',
  repeats: { short: 1, long: 1 },
  seconds: { short: 10, long: 300 },
  async run(harness, { random, seconds, say }) {
    const { operator, database, url } = harness
    const tenants = await harness.tenants(logs)
    const held = await measure(harness, await harness.tenants(logs), random)
    say(`holds ${Math.round(held * batchEvents)} events a second in batches of ${batchEvents}`)

    const ledger = createLedger()
    const answers = watchAnswers()
    const offer = { tenants, perSecond: held * times, ms: seconds * 1000, ledger, fetch: answers.fetch }
    const { offered, unknown } = await flood(harness, offer, random)
    const end = performance.now()
    const outcome = { ...noOutcome(), repeats: 1, unknown }
    await until(() => isWell(harness, { tenants, ledger, random }), {
      what: 'quick answers after the flood',
      ms: 60_000,
    })
    outcome.longestRecoveryMs = Math.round(performance.now() - end)
    if (outcome.longestRecoveryMs > recoveryMsMax)
      outcome.failures.push(`well only after ${outcome.longestRecoveryMs} ms`)

    const own = timesTold(harness.recorder().lines)
    const report = reportOf(answers.all)
    say(own)
    outcome.notes.push(own)
    say(report.line)
    outcome.notes.push(`held ${held.toFixed(1)} batches/s, offered ${(offered / seconds).toFixed(1)}/s`, report.line)
    outcome.failures.push(...report.failures)
    outcome.acknowledged = ledger.receipts.size
    const verdict = await judge({ database, operator, url, ledger, againEvery })
    return { ...outcome, ...verdict, failures: [...outcome.failures, ...verdict.failures] }
  },
}

/** Batches a second that are acknowledged when senders wait for their answers. */
async function measure({ url, operator }: Harness, tenants: Tenant[], random: Random): Promise<number> {
  const load = startLoad({
    urls: [url],
    tenants,
    operator,
    random,
    senders: 16,
    batchMax: batchEvents,
    fullBatches: true,
  })
  await pass(measureMs / 2)
  const before = load.acknowledged()
  await pass(measureMs)
  const events = load.acknowledged() - before
  await load.stop()
  return Math.max(1, events / batchEvents / (measureMs / 1000))
}

interface Offer {
  tenants: readonly Tenant[]
  perSecond: number
  ms: number
  ledger: Ledger
  fetch: typeof fetch
}

/** Sends at a fixed rate, whatever comes back: nobody waits for anybody. */
async function flood({ url, operator }: Harness, offer: Offer, random: Random) {
  const { tenants, perSecond, ms, ledger, fetch } = offer
  const open = new Set<Promise<void>>()
  const start = performance.now()
  let offered = 0
  let unknown = 0

  async function send(): Promise<void> {
    const tenant = tenants[random.below(tenants.length)]
    if (tenant === undefined) return
    const events = Array.from({ length: batchEvents }, () => makeEvent(random))
    const outcome = await deliver({ url, tenant, key: operator.key, events, isBatch: true, ledger, fetch })
    if (outcome === 'refused') ledger.forget(events)
    if (outcome === 'unknown') unknown += 1
  }

  for (let passed = 0; passed < ms; passed = performance.now() - start) {
    const due = Math.floor((passed / 1000) * perSecond)
    for (; offered < due && open.size < openMax; offered++) {
      const sent: Promise<void> = send().finally(() => open.delete(sent))
      open.add(sent)
    }
    await pass(tickMs)
  }
  await Promise.all(open)
  return { offered, unknown }
}

/** One event, acknowledged as quickly as on any other day. */
async function isWell(
  { url, operator }: Harness,
  { tenants, ledger, random }: { tenants: readonly Tenant[]; ledger: Ledger; random: Random },
): Promise<boolean> {
  const [tenant] = tenants
  if (tenant === undefined) return false
  const start = performance.now()
  const delivery = { url, tenant, key: operator.key, events: [makeEvent(random)], isBatch: false, ledger, fetch }
  return (await deliver(delivery)) === 'acknowledged' && performance.now() - start < wellMs
}

function reportOf(answers: readonly Answer[]): { line: string; failures: string[] } {
  const refused = answers.filter(isRefused)
  const accepted = answers.filter(isAccepted)
  const others = answers.filter((answer) => !isRefused(answer) && !isAccepted(answer))
  const kinds = [...new Set(others.map(({ status, failure }) => failure ?? String(status)))].join(', ')
  const times = (some: readonly Answer[]) => {
    const ms = some.map((answer) => answer.ms)
    return `p50 ${Math.round(percentile(ms, 0.5))} ms, p99 ${Math.round(percentile(ms, 0.99))} ms`
  }
  const failures: string[] = []
  if (accepted.length === 0) failures.push('nothing was accepted')
  if (refused.length === 0) failures.push('nothing was refused: this was no overload')
  if (others.length > 0)
    failures.push(`${others.length} requests got neither an acknowledgement nor a refusal: ${kinds}`)
  if (refused.some(({ retryAfter }) => retryAfter === null)) failures.push('a refusal without Retry-After')
  const line = `accepted ${accepted.length} (${times(accepted)}), refused ${refused.length} (${times(refused)}), others ${others.length}`
  return { line, failures }
}

/** How long the recorder itself says it took: without the time that the machine had none for the senders. */
function timesTold(lines: readonly string[]): string {
  const told = lines.flatMap((line) => {
    const [, status, ms] = /"status":(\d+),"ms":(\d+)/.exec(line) ?? []
    return status === undefined ? [] : [{ status: Number(status), ms: Number(ms) }]
  })
  const p99 = (isOne: (status: number) => boolean) =>
    percentile(
      told.filter(({ status }) => isOne(status)).map(({ ms }) => ms),
      0.99,
    )
  return `by its own clock: accepted p99 ${p99((status) => status < 300)} ms, refused p99 ${p99((status) => status >= 429)} ms`
}
