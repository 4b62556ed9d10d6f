import { defineKind, nudge, personName } from './thing.ts'
import { wordsOf } from './words.ts'

type Setting = {
  branding: { colour: string; logo: string; product_name: string }
  email: { host: string; port: number; from: string; password: string }
  storage: { recordings: string; region: string; encrypt: boolean }
  security: { second_factor: string; idle_minutes: number; password_length_min: number; allowed_networks: string[] }
  locale: { date_format: string; week_starts: string }
}

const colours = ['#1d4ed8', '#0f766e', '#b45309', '#7c3aed', '#be123c'] as const

export const settings = defineKind<Setting>({
  key: 'settings',
  module: 'settings',
  path: '/v2/settings',
  prefix: 'set',
  stock: 1,
  make({ random, domain }) {
    return {
      name: 'Organisation settings',
      state: {
        branding: {
          colour: random.pick(colours),
          logo: `https://static.${domain}/logo.svg`,
          product_name: 'Telephone',
        },
        email: { host: `smtp.${domain}`, port: 587, from: `telephone@${domain}`, password: `smtp-${random.hex(12)}` },
        storage: { recordings: 'bucket', region: 'near', encrypt: true },
        security: { second_factor: 'optional', idle_minutes: 60, password_length_min: 12, allowed_networks: [] },
        locale: { date_format: 'yyyy-MM-dd', week_starts: 'monday' },
      },
    }
  },
  edits: [
    ({ branding }, { random }) => {
      const colour = random.pick(colours.filter((value) => value !== branding.colour))
      return [{ branding: { ...branding, colour } }, `Brand colour ${colour}`]
    },
    ({ email }, { random }) => [
      { email: { ...email, password: `smtp-${random.hex(12)}` } },
      'Password of the mail server renewed',
    ],
    ({ security }, { random }) => {
      const minutes = nudge(random, security.idle_minutes, 15, [15, 240])
      return [{ security: { ...security, idle_minutes: minutes } }, `Sessions end after ${minutes} idle minutes`]
    },
    ({ security }, { random }) => {
      const length = nudge(random, security.password_length_min, 1, [10, 20])
      return [{ security: { ...security, password_length_min: length } }, `Passwords of at least ${length} characters`]
    },
    ({ locale }, { random }) => {
      const format = random.pick(
        ['yyyy-MM-dd', 'dd.MM.yyyy', 'MM/dd/yyyy', 'd MMM yyyy'].filter((value) => value !== locale.date_format),
      )
      return [{ locale: { ...locale, date_format: format } }, `Dates as ${format}`]
    },
    ({ storage }) => [
      { storage: { ...storage, region: storage.region === 'near' ? 'same country' : 'near' } },
      'Where recordings are kept',
    ],
  ],
})

type Tenant = { display_name: string; seats: number; contact: string; notice_days: number; features: string[] }

export const tenant = defineKind<Tenant>({
  key: 'tenant',
  module: 'tenant',
  path: '/v2/tenant',
  prefix: 'ten',
  stock: 1,
  make: (around) => ({
    name: around.domain.replace('.test', ''),
    state: {
      display_name: around.domain,
      seats: around.people.length + 6,
      contact: personName(around),
      notice_days: 90,
      features: ['recording', 'dialer'],
    },
  }),
  edits: [
    ({ seats }, { random }) => {
      const next = seats + random.whole(1, 5)
      return [{ seats: next }, `${seats} → ${next} seats`]
    },
    ({ contact }, around) => {
      const next = personName(around)
      return next === contact ? null : [{ contact: next }, `Contact is now ${next}`]
    },
    ({ features }, { random }) => {
      const name = random.pick(['transcripts', 'ai_agents', 'sms', 'callback', 'wallboard'])
      return features.includes(name)
        ? [{ features: features.filter((feature) => feature !== name) }, `${name} switched off`]
        : [{ features: [...features, name] }, `${name} switched on`]
    },
  ],
})

type Company = {
  legal_name: string
  address: { street: string; city: string }
  vat_id: string
  opening_hours: string
  size: string
}

export const company = defineKind<Company>({
  key: 'company',
  module: 'company',
  path: '/v2/company',
  prefix: 'com',
  stock: 1,
  make: ({ domain, country, random }) => ({
    name: `${domain.charAt(0).toUpperCase()}${domain.slice(1).replace('.test', '')}`,
    state: {
      legal_name: `${domain.replace('.test', '')} (made up)`,
      address: { street: `Musterweg ${random.whole(1, 90)}`, city: random.pick(wordsOf(country).towns) },
      vat_id: `XX${random.whole(100000000, 999999999)}`,
      opening_hours: '09:00–18:00',
      size: '11–50',
    },
  }),
  edits: [
    ({ opening_hours: old }, { random }) => {
      const next = random.pick(['09:00–18:00', '08:30–17:30', '10:00–19:00', '24/7'].filter((hours) => hours !== old))
      return [{ opening_hours: next }, `Opening hours ${old} → ${next}`]
    },
    ({ address }, { random, country }) => [
      { address: { ...address, city: random.pick(wordsOf(country).towns) } },
      'Address changed',
    ],
    ({ size }) => [{ size: size === '11–50' ? '51–200' : '11–50' }, 'Size of the company'],
  ],
})

type Team = { lead: string; members: { id: string; name: string }[]; shift: string; goal_calls_per_day: number }

export const team = defineKind<Team>({
  key: 'team',
  module: 'team',
  path: '/v2/teams',
  prefix: 'tea',
  stock: 4,
  make(around) {
    const { random } = around
    return {
      name: `Team ${random.pick(['Kranich', 'Otter', 'Bison', 'Magpie', 'Quokka', 'Lynx', 'Night owls', 'Früh'])}`,
      state: {
        lead: personName(around),
        members: random.some(around.people, 4).map(({ id, name }) => ({ id, name })),
        shift: 'day',
        goal_calls_per_day: 60,
      },
    }
  },
  edits: [
    ({ lead }, around) => {
      const next = personName(around)
      return next === lead ? null : [{ lead: next }, `${next} leads the team after ${lead}`]
    },
    ({ members }, around) => {
      const { id, name } = around.random.pick(around.people)
      if (members.some((member) => member.id === id)) return null
      return [{ members: [...members, { id, name }].slice(-9) }, `${name} joined the team`]
    },
    ({ goal_calls_per_day: goal }, { random }) => {
      const next = nudge(random, goal, 5, [10, 150])
      return [{ goal_calls_per_day: next }, `Goal of ${next} calls a day`]
    },
  ],
})

const permissions = [
  'calls.listen',
  'recordings.download',
  'campaigns.edit',
  'exports.create',
  'tickets.close',
  'queues.edit',
  'billing.read',
  'contacts.edit',
] as const

type RoleRecord = { based_on: string; permissions: string[]; second_factor: string }

export const role = defineKind<RoleRecord>({
  key: 'role',
  module: 'roles',
  path: '/v2/roles',
  prefix: 'rol',
  stock: 4,
  make({ random }) {
    return {
      name: random.pick([
        'Shift lead',
        'Quality listener',
        'Campaign author',
        'Invoice reader',
        'Trainee',
        'Bot keeper',
      ]),
      state: { based_on: 'Client Staff', permissions: random.some(permissions, 3), second_factor: 'optional' },
    }
  },
  edits: [
    ({ permissions: granted }, { random }) => {
      const name = random.pick(permissions)
      return granted.includes(name)
        ? [{ permissions: granted.filter((permission) => permission !== name) }, `No longer may ${name}`]
        : [{ permissions: [...granted, name] }, `May now ${name}`]
    },
    ({ second_factor: old }) => {
      const next = old === 'optional' ? 'required' : 'optional'
      return [{ second_factor: next }, `Second factor ${next}`]
    },
  ],
})

type Project = { owner: string; due: string; budget: number; tags: string[]; status: string }

export const project = defineKind<Project>({
  key: 'project',
  module: 'projects',
  path: '/v2/projects',
  prefix: 'prj',
  stock: 4,
  switch: { field: 'status', on: 'active', off: 'on hold' },
  make(around) {
    const { random } = around
    return {
      name: random.pick(wordsOf(around.country).projects),
      state: {
        owner: personName(around),
        due: '2027-03-31',
        budget: random.whole(2, 60) * 500,
        tags: ['telephone'],
        status: 'active',
      },
    }
  },
  edits: [
    ({ budget }, { random }) => {
      const next = nudge(random, budget, 500, [500, 50000])
      return [{ budget: next }, `Budget ${budget} → ${next}`]
    },
    ({ owner }, around) => {
      const next = personName(around)
      return next === owner ? null : [{ owner: next }, `${next} took over from ${owner}`]
    },
    ({ tags }, { random }) => [
      { tags: [...tags, random.pick(['urgent', 'q4', 'compliance', 'nice to have'])].slice(-3) },
      'Tags changed',
    ],
  ],
})

type Pipeline = { stages: { id: string; name: string; probability_percent: number }[]; currency: string }

export const pipeline = defineKind<Pipeline>({
  key: 'pipeline',
  module: 'pipeline',
  path: '/v2/pipelines',
  prefix: 'pip',
  stock: 2,
  make: ({ random }) => ({
    name: random.pick(['New business', 'Renewals', 'Partners']),
    state: {
      stages: ['Contacted', 'Visited', 'Offer sent', 'Won'].map((name, index) => ({
        id: `s${index + 1}`,
        name,
        probability_percent: (index + 1) * 20,
      })),
      currency: 'EUR',
    },
  }),
  edits: [
    ({ stages }, { random }) => {
      const chosen = random.pick(stages)
      const chance = nudge(random, chosen.probability_percent, 5, [5, 100])
      return [
        { stages: stages.map((stage) => (stage === chosen ? { ...stage, probability_percent: chance } : stage)) },
        `“${chosen.name}”: ${chosen.probability_percent} % → ${chance} %`,
      ]
    },
    ({ stages }, { random }) =>
      stages.length > 6
        ? null
        : [
            {
              stages: [
                ...stages,
                {
                  id: `s${random.hex(3)}`,
                  name: random.pick(['On ice', 'Legal check', 'Second visit']),
                  probability_percent: 10,
                },
              ],
            },
            'Stage added',
          ],
  ],
})
