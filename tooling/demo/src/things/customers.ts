import { phoneNumber } from '../phone-numbers.ts'
import { defineKind, nudge, personName } from './thing.ts'
import { customerEmail, customerName, wordsOf } from './words.ts'

type Contact = {
  name: string
  phone: string
  email: string
  town: string
  consent: { calls: boolean; recording: boolean; since: string }
  owner: string
  note: string
}

export const contact = defineKind<Contact>({
  key: 'contact',
  module: 'contacts',
  path: '/v2/contacts',
  prefix: 'con',
  stock: 60,
  make(around) {
    const { random, country } = around
    const name = customerName(random)
    return {
      name,
      state: {
        name,
        phone: phoneNumber(random, country),
        email: customerEmail(random),
        town: random.pick(wordsOf(country).towns),
        consent: { calls: true, recording: random.chance(0.7), since: '2026-01-15' },
        owner: personName(around),
        note: '',
      },
    }
  },
  edits: [
    (_, { random, country }) => [{ phone: phoneNumber(random, country) }, 'New telephone number'],
    (_, { random }) => [{ email: customerEmail(random) }, 'New e-mail address'],
    ({ town }, { random, country }) => {
      const next = random.pick(wordsOf(country).towns)
      return next === town ? null : [{ town: next }, `Moved to ${next}`]
    },
    ({ consent }) => [
      { consent: { ...consent, calls: !consent.calls } },
      consent.calls ? 'Does not want to be called' : 'May be called',
    ],
    ({ note }, { random }) => {
      const line = random.pick([
        'Prefers evenings.',
        'Has a dog, ring twice.',
        'Hört schlecht, bitte laut sprechen.',
        'Asked for a discount 🙄',
        'Speaks Portuguese.',
      ])
      return note.length > 120 ? null : [{ note: note ? `${note}\n${line}` : line }, 'Note added']
    },
    ({ owner }, around) => {
      const next = personName(around)
      return next === owner ? null : [{ owner: next }, `Looked after by ${next}`]
    },
  ],
})

type Lead = { name: string; phone: string; source: string; stage: string; score: number; owner: string }

export const lead = defineKind<Lead>({
  key: 'lead',
  module: 'leads',
  path: '/v2/leads',
  prefix: 'led',
  stock: 30,
  make(around) {
    const { random } = around
    const name = customerName(random)
    return {
      name,
      state: {
        name,
        phone: phoneNumber(random, around.country),
        source: random.pick(['fair', 'website', 'referral', 'bought list', 'chat']),
        stage: 'new',
        score: random.whole(5, 95),
        owner: personName(around),
      },
    }
  },
  edits: [
    ({ score }, { random }) => {
      const next = nudge(random, score, 5, [0, 100])
      return [{ score: next }, `Score ${score} → ${next}`]
    },
    ({ stage }, { random }) => {
      const next = random.pick(['contacted', 'visited', 'offer', 'won', 'lost'].filter((name) => name !== stage))
      return [{ stage: next }, `${stage} → ${next}`]
    },
    ({ owner }, around) => {
      const next = personName(around)
      return next === owner ? null : [{ owner: next }, `${next} takes over`]
    },
  ],
})

type Retention = { what: string; keep_days: number; basis: string; delete_automatically: boolean }

export const retention = defineKind<Retention>({
  key: 'retention_policy',
  module: 'retention',
  path: '/v2/retention',
  prefix: 'ret',
  stock: 4,
  make({ random }) {
    const what = random.pick(['recordings', 'transcripts', 'voicemail', 'call records', 'lead lists'])
    return {
      name: `Keep ${what}`,
      state: {
        what,
        keep_days: random.pick([30, 90, 180, 365, 730]),
        basis: 'legitimate interest',
        delete_automatically: true,
      },
    }
  },
  edits: [
    ({ keep_days: old, what }, { random }) => {
      const next = random.pick([14, 30, 60, 90, 180, 365, 730].filter((days) => days !== old))
      return [{ keep_days: next }, `${what}: ${old} → ${next} days`]
    },
    ({ basis }, { random }) => {
      const next = random.pick(
        ['consent', 'contract', 'legal duty', 'legitimate interest'].filter((name) => name !== basis),
      )
      return [{ basis: next }, `Legal basis: ${next}`]
    },
    ({ delete_automatically: on }) => [
      { delete_automatically: !on },
      on ? 'Nothing is deleted by itself any more' : 'Deleted by itself when due',
    ],
  ],
})

type Request = {
  kind: string
  subject: string
  due: string
  handler: string
  status: string
  found: { system: string; records: number }[]
}

export const dataRequest = defineKind<Request>({
  key: 'data_request',
  module: 'data_governance',
  path: '/v2/data-requests',
  prefix: 'dsr',
  stock: 3,
  make(around) {
    const { random } = around
    const kind = random.pick(['access', 'erasure', 'rectification', 'objection'])
    const subject = customerName(random)
    return {
      name: `Request for ${kind}: ${subject}`,
      state: { kind, subject, due: '30 days', handler: personName(around), status: 'open', found: [] },
    }
  },
  edits: [
    ({ found }, { random }) => {
      const system = random.pick(['contacts', 'recordings', 'transcripts', 'tickets'])
      if (found.some((place) => place.system === system)) return null
      return [{ found: [...found, { system, records: random.whole(0, 40) }] }, `Searched ${system}`]
    },
    ({ status }) => {
      const next = status === 'open' ? 'identity checked' : status === 'identity checked' ? 'answered' : 'closed'
      return next === status ? null : [{ status: next }, `${status} → ${next}`]
    },
    ({ handler }, around) => {
      const next = personName(around)
      return next === handler ? null : [{ handler: next }, `Handled by ${next}`]
    },
  ],
})

type SpamRule = {
  pattern: string
  reason: string
  score: number
  verdict: string
  hits_last_30_days: number
  status: string
}

export const spamRule = defineKind<SpamRule>({
  key: 'spam_rule',
  module: 'spam_protection',
  path: '/v2/spam/rules',
  prefix: 'spm',
  stock: 4,
  switch: { field: 'status', on: 'on', off: 'off' },
  make({ random, country }) {
    const pattern = `${phoneNumber(random, country).slice(0, -3)}*`
    return {
      name: `Calls from ${pattern}`,
      state: {
        pattern,
        reason: random.pick(['silent calls', 'robocalls', 'reported by agents']),
        score: 70,
        verdict: 'challenge',
        hits_last_30_days: random.whole(0, 900),
        status: 'on',
      },
    }
  },
  edits: [
    ({ score }, { random }) => {
      const next = nudge(random, score, 5, [10, 100])
      return [{ score: next }, `Score ${score} → ${next}`]
    },
    ({ verdict }, { random }) => {
      const next = random.pick(['block', 'challenge', 'voicemail', 'mark'].filter((name) => name !== verdict))
      return [{ verdict: next }, `Callers are now: ${next}`]
    },
  ],
})
