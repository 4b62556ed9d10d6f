import { phoneNumber } from '../phone-numbers.ts'
import { defineKind, nudge, pointTo } from './thing.ts'
import { wordsOf } from './words.ts'

type Slot = { id: string; from: string; to: string; zone: string }
type CallList = { id: string; name: string; priority: number; leads: number }

type Campaign = {
  mode: string
  status: string
  pacing: { ratio: number; max_lines: number; abandon_limit_percent: number }
  caller_id: string
  schedule: Slot[]
  lists: CallList[]
  retry: { attempts: number; wait_minutes: number; on: string[] }
  recording: boolean
  wrap_up_seconds: number
  script: string
  queue: { id: string; name: string } | null
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const openings = ['08:00', '08:30', '09:00', '09:30', '10:00'] as const
const closings = ['16:30', '17:00', '18:00', '19:30', '20:00'] as const

const scripts = [
  'Greet, say who you are and why you call, ask whether now is a good time.\nOffer a visit. If no: ask when to call again, never more than twice.',
  'Ask how the fitting went (1 to 5). Below 4: open a ticket and promise a call back within one working day.',
  'Remind of the appointment. Confirm address and parking. Do not sell anything on this call.',
] as const

export const campaign = defineKind<Campaign>({
  key: 'campaign',
  module: 'campaigns',
  path: '/v2/campaigns',
  prefix: 'cmp',
  stock: 9,
  switch: { field: 'status', on: 'running', off: 'paused' },
  make(around) {
    const { random } = around
    const words = wordsOf(around.country)
    return {
      name: random.chance(0.35)
        ? `${random.pick(words.campaigns)} · ${random.pick(words.towns)}`
        : random.pick(words.campaigns),
      state: {
        mode: random.pick(['predictive', 'progressive', 'preview']),
        status: 'paused',
        pacing: { ratio: random.whole(12, 24) / 10, max_lines: random.whole(2, 12) * 4, abandon_limit_percent: 3 },
        caller_id: phoneNumber(random, around.country),
        schedule: days.map((id) => ({ id, from: '09:00', to: '18:00', zone: random.pick(['lead', 'office']) })),
        lists: [callList(around.random, random.pick(words.towns))],
        retry: { attempts: 3, wait_minutes: 240, on: ['busy', 'no_answer'] },
        recording: true,
        wrap_up_seconds: 30,
        script: random.pick(scripts),
        queue: pointTo(around, 'queue'),
      },
    }
  },
  edits: [
    ({ pacing }, { random }) => {
      const ratio = nudge(random, pacing.ratio, 0.2, [1, 3])
      const lines = nudge(random, pacing.max_lines, 4, [4, 80])
      return [
        { pacing: { ...pacing, ratio, max_lines: lines } },
        `Pacing ratio ${pacing.ratio} → ${ratio}, lines ${pacing.max_lines} → ${lines}`,
      ]
    },
    ({ pacing }, { random }) => {
      const limit = nudge(random, pacing.abandon_limit_percent, 0.5, [1, 5])
      return [{ pacing: { ...pacing, abandon_limit_percent: limit } }, `Abandoned calls limited to ${limit} %`]
    },
    (_, { random, country }) => {
      const caller = phoneNumber(random, country)
      return [{ caller_id: caller }, `Calls now show ${caller}`]
    },
    ({ schedule }, { random }) => {
      const day = random.pick(days)
      const [from, to] = [random.pick(openings), random.pick(closings)]
      return [
        { schedule: schedule.map((slot) => (slot.id === day ? { ...slot, from, to } : slot)) },
        `Calling hours on ${day}: ${from}–${to}`,
      ]
    },
    ({ schedule }) => {
      if (schedule.length < 5) return null
      return [
        { schedule: [...schedule, { id: 'sat', from: '10:00', to: '14:00', zone: 'office' }].slice(-6) },
        'Saturday calling added',
      ]
    },
    ({ schedule }) => {
      if (!schedule.some(({ id }) => id === 'sat')) return null
      return [{ schedule: schedule.filter(({ id }) => id !== 'sat') }, 'Saturday calling ended']
    },
    ({ lists }, { random, country }) => {
      const added = callList(random, random.pick(wordsOf(country).towns))
      return lists.length > 4 ? null : [{ lists: [...lists, added] }, `List “${added.name}” added`]
    },
    ({ lists }, { random }) => {
      const [first] = lists
      if (!first || lists.length < 2) return null
      const moved = { ...first, priority: random.whole(1, 9), leads: first.leads - random.whole(0, 40) }
      return [{ lists: [...lists.slice(1), moved] }, `List “${first.name}” moved to the end`]
    },
    ({ retry }, { random }) => {
      const attempts = nudge(random, retry.attempts, 1, [1, 8])
      return [
        { retry: { ...retry, attempts, wait_minutes: random.pick([60, 120, 240, 1440]) } },
        `Up to ${attempts} attempts per number`,
      ]
    },
    ({ script }, { random }) => {
      const line = random.pick([
        'Mention the autumn voucher.',
        'Do not mention competitors by name.',
        'Offer a call back in the evening.',
      ])
      return script.length > 900 ? null : [{ script: `${script}\n${line}` }, 'Script changed']
    },
    ({ recording }) => [{ recording: !recording }, recording ? 'Recording switched off' : 'Recording switched on'],
    ({ wrap_up_seconds: seconds }, { random }) => {
      const next = nudge(random, seconds, 5, [5, 120])
      return [{ wrap_up_seconds: next }, `Wrap-up time ${seconds} s → ${next} s`]
    },
  ],
})

function callList(
  random: { hex(length: number): string; whole(low: number, high: number): number },
  town: string,
): CallList {
  return {
    id: `lst_${random.hex(6)}`,
    name: `${town} ${random.whole(1, 40)}`,
    priority: random.whole(1, 9),
    leads: random.whole(80, 4200),
  }
}
