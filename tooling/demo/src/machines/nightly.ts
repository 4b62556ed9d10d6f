import { dayMs, isWorkday } from '../calendar.ts'
import { addThing } from '../company.ts'
import type { Day } from '../days/workday.ts'
import { phoneNumber } from '../phone-numbers.ts'
import { type Scene, targetThing, tell } from '../scene.ts'
import { invoice } from '../things/paperwork.ts'
import { machines, planMachine } from './machine.ts'

/** What runs while people sleep. */
export function planNight(day: Day): void {
  const { random } = day.company
  if (!random.chance(Math.min(1, day.scale))) return
  planMachine(day, 70, machines.scheduler, purgeRecordings)
  planMachine(day, 95, machines.scheduler, backUp)
  planMachine(day, 240, machines.rating, readCallRecords)
  if (isWorkday(day.company.country, day.day)) planMachine(day, 330, machines.scheduler, transcribe)
  if (random.chance(0.3)) planMachine(day, 200, machines.edgeGuard, restartEdge)
  if (new Date(day.day * dayMs).getUTCDate() === 1) planMachine(day, 180, machines.scheduler, closeMonth)
}

function purgeRecordings(scene: Scene): void {
  const { random, company } = scene
  const policy = random.pick(company.find('retention_policy'))
  const days = Number(policy.state().keep_days ?? 90)
  tell(scene, {
    action: 'recording.purged',
    operation: 'delete',
    module: 'retention',
    targets: [{ type: 'recordings', name: `Older than ${days} days` }, targetThing(policy, 'policy')],
    details: {
      removed: random.whole(0, 420),
      kept_for_disputes: random.whole(0, 3),
    },
    explanation: 'Removed what is older than the policy allows. Recordings under dispute stay.',
  })
}

function backUp(scene: Scene): void {
  const { random } = scene
  const isBroken = random.chance(0.04)
  tell(scene, {
    action: 'backup.completed',
    operation: 'backup',
    module: 'backup',
    target: { type: 'backup', id: `bck_${random.hex(8)}`, name: 'Nightly' },
    outcome: isBroken ? 'failure' : undefined,
    outcomeReason: isBroken ? 'The store closed the connection after 71 %' : undefined,
    metadata: {
      bytes: random.whole(4_000_000, 90_000_000),
      seconds: random.whole(40, 900),
      encrypted: true,
      password: `bk-${random.hex(16)}`,
    },
  })
}

/** A file of call detail records from the carrier; the lines that did not fit are told one by one. */
function readCallRecords(scene: Scene): void {
  const { random, company } = scene
  const fileId = `CDR-${new Date(scene.at).toISOString().slice(0, 10).replaceAll('-', '')}-${random.whole(1, 4)}.csv`
  const batchId = `bat_${random.hex(12)}`
  const odd = random.whole(0, 4)
  const parentId = tell(scene, {
    action: 'cdr_file.processed',
    operation: 'import',
    module: 'billing',
    target: { type: 'cdr_file', id: fileId, name: fileId },
    batchId,
    cdr: { fileId },
    details: { lines: random.whole(900, 14_000), rated: random.whole(800, 900), odd },
  })
  for (let index = 0; index < odd; index += 1) {
    tell(
      scene,
      {
        action: 'call.rate_corrected',
        operation: 'update',
        module: 'calls',
        target: { type: 'call', id: `call_${random.hex(12)}`, name: phoneNumber(random, company.country) },
        batchId,
        parentId,
        cdr: { fileId, line: random.whole(2, 14_000) },
        before: { price: 0 },
        after: { price: random.whole(1, 900) / 100 },
        reason: 'correction',
      },
      (index + 1) * 700,
    )
  }
}

function transcribe(scene: Scene): void {
  const { random, company } = scene
  tell(scene, {
    action: 'transcript.generated',
    module: 'transcripts',
    target: { type: 'batch', name: `Calls of ${new Date(scene.at - dayMs).toISOString().slice(0, 10)}` },
    details: {
      recordings: random.whole(20, 260),
      provider: company.find('ai_provider')[0]?.name ?? null,
      minutes: random.whole(90, 2100),
    },
  })
}

function restartEdge(scene: Scene): void {
  const { random, company } = scene
  const edge = random.pick(company.find('edge'))
  tell(scene, {
    action: 'edge.restarted',
    module: 'edge',
    target: targetThing(edge),
    outcome: random.chance(0.1) ? 'failure' : undefined,
    reason: random.pick(['watchdog', 'firmware', 'power cut']),
    details: { up_after_seconds: random.whole(30, 300) },
  })
}

/** On the first of a month: the invoice, and what it is made of. */
function closeMonth(scene: Scene): void {
  const { random } = scene
  const made = addThing(scene.company, invoice)
  tell(scene, {
    action: 'invoice.generated',
    module: 'invoices',
    target: targetThing(made),
    after: made.state(),
    explanation:
      'Seats and numbers as of the last day of the month, minutes as rated in the call detail records.\nAmounts are rounded per line.',
    customerId: `C-${random.whole(10000, 99999)}`,
  })
}
