import { defineKind, nudge, pointTo, type Surroundings } from './thing.ts'
import { wordsOf } from './words.ts'

type Member = { id: string; name: string; penalty: number }

type Queue = {
  strategy: string
  status: string
  max_wait_seconds: number
  service_level: { target_percent: number; within_seconds: number }
  members: Member[]
  announce_position: boolean
  music: { id: string; name: string } | null
  overflow: { to: string; after_seconds: number }
}

export const queue = defineKind<Queue>({
  key: 'queue',
  module: 'queues',
  path: '/v2/queues',
  prefix: 'que',
  stock: 7,
  switch: { field: 'status', on: 'open', off: 'closed' },
  make(around) {
    const { random } = around
    return {
      name: random.pick(wordsOf(around.country).queues),
      state: {
        strategy: random.pick(['longest_idle', 'round_robin', 'ring_all', 'fewest_calls']),
        status: 'open',
        max_wait_seconds: random.pick([120, 180, 300, 600]),
        service_level: { target_percent: 80, within_seconds: 20 },
        members: random.some(around.people, 5).map((person) => ({ ...memberOf(person), penalty: 0 })),
        announce_position: random.chance(0.5),
        music: pointTo(around, 'hold_music'),
        overflow: { to: 'voicemail', after_seconds: 300 },
      },
    }
  },
  edits: [
    ({ members }, around) => {
      const person = around.random.pick(around.people)
      if (members.some(({ id }) => id === person.id) || members.length > 14) return null
      return [{ members: [...members, { ...memberOf(person), penalty: 0 }] }, `${person.name} joined the queue`]
    },
    ({ members }, { random }) => {
      if (members.length < 3) return null
      const gone = random.pick(members)
      return [{ members: members.filter((member) => member !== gone) }, `${gone.name} left the queue`]
    },
    ({ members }, { random }) => {
      if (members.length === 0) return null
      const chosen = random.pick(members)
      const penalty = nudge(random, chosen.penalty, 1, [0, 9])
      return [
        { members: members.map((member) => (member === chosen ? { ...member, penalty } : member)) },
        `Penalty of ${chosen.name} ${chosen.penalty} → ${penalty}`,
      ]
    },
    ({ strategy }, { random }) => {
      const next = random.pick(
        ['longest_idle', 'round_robin', 'ring_all', 'fewest_calls', 'random'].filter((name) => name !== strategy),
      )
      return [{ strategy: next }, `Calls are now handed out: ${next.replace('_', ' ')}`]
    },
    ({ max_wait_seconds: seconds }, { random }) => {
      const next = nudge(random, seconds, 30, [30, 1800])
      return [{ max_wait_seconds: next }, `Longest wait ${seconds} s → ${next} s`]
    },
    ({ service_level: level }, { random }) => {
      const target = nudge(random, level.target_percent, 5, [50, 99])
      return [
        { service_level: { ...level, target_percent: target } },
        `Service level ${target} % within ${level.within_seconds} s`,
      ]
    },
    ({ overflow }, { random }) => {
      const to = random.pick(['voicemail', 'callback', 'ai_agent', 'hang_up'].filter((name) => name !== overflow.to))
      return [
        { overflow: { to, after_seconds: random.pick([120, 240, 300, 420]) } },
        `Overflow goes to ${to.replace('_', ' ')}`,
      ]
    },
    ({ music: old }, around) => {
      const music = pointTo(around, 'hold_music')
      return music && music.id !== old?.id ? [{ music }, `Callers now hear “${music.name}”`] : null
    },
  ],
})

function memberOf(person: Surroundings['people'][number]): { id: string; name: string } {
  return { id: person.id, name: person.name }
}

type Option = { id: string; says: string; goes_to: string }

type Menu = {
  language: string
  greeting: string
  options: Option[]
  timeout_seconds: number
  after_hours: { enabled: boolean; goes_to: string }
  holidays: string[]
}

const goals = ['queue:sales', 'queue:service', 'voicemail', 'menu:service', 'ai_agent:reception', 'operator'] as const

export const ivr = defineKind<Menu>({
  key: 'ivr',
  module: 'ivr',
  path: '/v2/ivr',
  prefix: 'ivr',
  stock: 4,
  make({ random, country }) {
    const words = wordsOf(country)
    return {
      name: random.pick(words.menus),
      state: {
        language: random.pick(words.languages),
        greeting: 'Welcome. Calls may be recorded.',
        options: ['1', '2', '3'].map((id) => ({
          id,
          says: `For ${random.pick(words.queues)} press ${id}`,
          goes_to: random.pick(goals),
        })),
        timeout_seconds: 6,
        after_hours: { enabled: true, goes_to: 'voicemail' },
        holidays: [],
      },
    }
  },
  edits: [
    ({ options }, { random }) => {
      const chosen = random.pick(options)
      const goal = random.pick(goals.filter((name) => name !== chosen.goes_to))
      return [
        { options: options.map((option) => (option === chosen ? { ...option, goes_to: goal } : option)) },
        `Key ${chosen.id} now leads to ${goal}`,
      ]
    },
    ({ options }, { random, country }) => {
      const id = String(options.length + 1)
      if (options.length > 8) return null
      const says = `For ${random.pick(wordsOf(country).queues)} press ${id}`
      return [{ options: [...options, { id, says, goes_to: random.pick(goals) }] }, `Key ${id} added`]
    },
    ({ options }) => {
      const last = options.at(-1)
      return options.length < 3 || !last ? null : [{ options: options.slice(0, -1) }, `Key ${last.id} removed`]
    },
    ({ greeting }, { random }) => {
      const next = random.pick([
        'Welcome. Calls may be recorded.',
        'Hello! You are through to us at last. Please choose.',
        'Guten Tag. Dieses Gespräch kann zu Schulungszwecken aufgezeichnet werden.',
        'Olá! Obrigado por ligar.\nPara português, prima 1.',
      ])
      return next === greeting ? null : [{ greeting: next }, 'Greeting recorded anew']
    },
    ({ after_hours: hours }) => [
      { after_hours: { ...hours, enabled: !hours.enabled } },
      hours.enabled ? 'After-hours menu off' : 'After-hours menu on',
    ],
    ({ timeout_seconds: seconds }, { random }) => {
      const next = nudge(random, seconds, 1, [2, 20])
      return [{ timeout_seconds: next }, `Waits ${next} s for a key`]
    },
  ],
})

type Music = { volume_percent: number; shuffle: boolean; tracks: { id: string; title: string; seconds: number }[] }

const titles = [
  'Glass marimba',
  'Slow tide',
  'Lift to nowhere',
  'Bossa for nobody',
  'Rain on tin',
  'Herbstblätter',
  'Raga in blue',
] as const

export const holdMusic = defineKind<Music>({
  key: 'hold_music',
  module: 'hold_music',
  path: '/v2/music',
  prefix: 'moh',
  stock: 3,
  make({ random }) {
    return {
      name: random.pick(['House style', 'Calm', 'Holiday season', 'Lisboa', 'Weekend']),
      state: {
        volume_percent: 60,
        shuffle: false,
        tracks: random.some(titles, 2).map((title) => ({ id: random.hex(6), title, seconds: random.whole(70, 260) })),
      },
    }
  },
  edits: [
    ({ volume_percent: volume }, { random }) => {
      const next = nudge(random, volume, 5, [10, 100])
      return [{ volume_percent: next }, `Volume ${volume} % → ${next} %`]
    },
    ({ tracks }, { random }) => {
      const title = random.pick(titles)
      return tracks.length > 6
        ? null
        : [{ tracks: [...tracks, { id: random.hex(6), title, seconds: random.whole(70, 260) }] }, `“${title}” added`]
    },
    ({ shuffle }) => [{ shuffle: !shuffle }, shuffle ? 'In order again' : 'Shuffled'],
  ],
})
