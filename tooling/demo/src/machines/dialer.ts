import { isWorkday } from '../calendar.ts'
import type { Day } from '../days/workday.ts'
import { phoneNumber } from '../phone-numbers.ts'
import { type Scene, targetThing, tell } from '../scene.ts'
import { customerName } from '../things/words.ts'
import { machines, planMachine } from './machine.ts'

/** How many bursts a day, and how many calls in each. */
const bursts: Partial<Record<Day['company']['log'], readonly [count: number, calls: number]>> = {
  acme: [3, 13],
  globex: [2, 11],
  initech: [1, 9],
}

const results = [
  'connected',
  'connected',
  'no answer',
  'no answer',
  'busy',
  'voicemail',
  'abandoned',
  'wrong number',
] as const

/** The dialer calls in bursts: while a campaign runs, and only on working days. */
export function planDialer(day: Day): void {
  const { company, scale } = day
  const { random } = company
  const [count, calls] = bursts[company.log] ?? [0, 0]
  if (!isWorkday(company.country, day.day)) return
  for (let burst = random.about(count * scale); burst > 0; burst -= 1) {
    planMachine(day, random.whole(9 * 60, 17 * 60), machines.dialer, (scene) => dial(scene, calls))
  }
}

function dial(scene: Scene, calls: number): void {
  const { random, company } = scene
  const campaign = random.pick(company.find('campaign'))
  const batchId = `brst_${random.hex(10)}`
  const count = random.whole(Math.ceil(calls / 2), calls + 6)
  const parentId = tell(scene, {
    action: 'dialer.burst_started',
    operation: 'activate',
    module: 'dialer',
    target: targetThing(campaign),
    batchId,
    details: { lines: count, agents_free: random.whole(1, 9), answer_rate_percent: random.whole(12, 44) },
  })
  let later = 900
  for (let index = 0; index < count; index += 1) {
    later += random.whole(150, 4_000)
    placeCall(scene, { campaign: targetThing(campaign, 'campaign'), batchId, parentId, later })
  }
}

function placeCall(
  scene: Scene,
  {
    campaign,
    batchId,
    parentId,
    later,
  }: { campaign: ReturnType<typeof targetThing>; batchId: string; parentId: string; later: number },
): void {
  const { random, company } = scene
  const result = random.pick(results)
  const isAbandoned = result === 'abandoned'
  tell(
    scene,
    {
      action: 'call.placed',
      module: 'calls',
      targets: [
        {
          type: 'call',
          id: `call_${random.hex(12)}`,
          name: `${customerName(random)}, ${phoneNumber(random, company.country)}`,
        },
        campaign,
      ],
      batchId,
      parentId,
      correlationId: batchId,
      outcome: isAbandoned ? 'failure' : undefined,
      outcomeReason: isAbandoned ? 'No agent was free when the customer answered' : undefined,
      details: {
        result,
        rang_seconds: random.whole(2, 40),
        talked_seconds: result === 'connected' ? random.whole(10, 700) : 0,
      },
    },
    later,
  )
}

/** A carrier is gone for half an hour and every call of the dialer fails: a spike for whoever looks at the histogram. */
export function planOutage(day: Day): void {
  if (day.company.log !== 'globex' || day.day - day.company.lastDay !== -40) return
  planMachine(day, 14 * 60 + 5, machines.dialer, (scene) => {
    const { random, company } = scene
    const carrier = random.pick(company.find('carrier'))
    for (let index = 0; index < 90; index += 1) {
      tell(
        scene,
        {
          action: 'call.placed',
          module: 'calls',
          targets: [
            { type: 'call', id: `call_${random.hex(12)}`, name: phoneNumber(random, company.country) },
            targetThing(carrier, 'carrier'),
          ],
          outcome: 'failure',
          outcomeReason: '503 Service Unavailable from the carrier',
          correlationId: 'outage-1',
        },
        index * 19_000 + random.whole(0, 9_000),
      )
    }
  })
}
