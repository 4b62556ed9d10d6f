import { phoneNumber } from '../phone-numbers.ts'
import { machineAddresses } from '../places.ts'
import { defineKind, nudge, personName, pointTo } from './thing.ts'

type Did = {
  number: string
  status: string
  routes_to: { type: string; id: string; name: string } | null
  forwarding: { enabled: boolean; to: string | null }
  caller_name: string
  sms: boolean
  emergency_address: string
}

export const did = defineKind<Did>({
  key: 'did',
  module: 'dids',
  path: '/v2/dids',
  prefix: 'did',
  stock: 18,
  switch: { field: 'status', on: 'active', off: 'parked' },
  make(around) {
    const number = phoneNumber(around.random, around.country)
    const queue = pointTo(around, 'queue')
    return {
      name: number,
      state: {
        number,
        status: 'active',
        routes_to: queue && { type: 'queue', ...queue },
        forwarding: { enabled: false, to: null },
        caller_name: around.domain.replace('.test', ''),
        sms: around.random.chance(0.4),
        emergency_address: `${around.random.whole(1, 140)} Musterweg`,
      },
    }
  },
  edits: [
    ({ routes_to: old }, around) => {
      const type = around.random.pick(['queue', 'ivr', 'extension', 'ai_agent'])
      const goal = pointTo(around, type)
      return goal && goal.id !== old?.id ? [{ routes_to: { type, ...goal } }, `Calls now reach ${goal.name}`] : null
    },
    ({ forwarding }, { random, country }) => {
      const to = forwarding.enabled ? null : phoneNumber(random, country)
      return [{ forwarding: { enabled: to !== null, to } }, to ? `Forwarded to ${to}` : 'Forwarding ended']
    },
    ({ sms }) => [{ sms: !sms }, sms ? 'Text messages off' : 'Text messages on'],
    ({ emergency_address: old }, { random }) => {
      const next = `${random.whole(1, 140)} ${random.pick(['Musterweg', 'Example Street', 'Rua do Exemplo'])}`
      return next === old ? null : [{ emergency_address: next }, 'Emergency address changed']
    },
  ],
})

type Carrier = {
  host: string
  address: string
  port: number
  transport: string
  codecs: string[]
  auth: { username: string; password: string }
  channels_max: number
  status: string
}

export const carrier = defineKind<Carrier>({
  key: 'carrier',
  module: 'carriers',
  path: '/v2/carriers',
  prefix: 'car',
  stock: 3,
  switch: { field: 'status', on: 'active', off: 'inactive' },
  make({ random }) {
    const name = `${random.pick(['Polar', 'Meridian', 'Kestrel', 'Umbra', 'Tide'])} ${random.pick(['Voice', 'SIP', 'Telecom'])}`
    return {
      name,
      state: {
        host: `sip${random.whole(1, 9)}.${name.toLowerCase().replaceAll(' ', '-')}.test`,
        address: machineAddresses.carrier,
        port: 5061,
        transport: 'tls',
        codecs: ['opus', 'g722', 'pcma'],
        auth: { username: `trunk-${random.hex(4)}`, password: `Tr!${random.hex(14)}` },
        channels_max: random.pick([30, 60, 90, 120]),
        status: 'active',
      },
    }
  },
  edits: [
    ({ auth }, { random }) => [
      { auth: { ...auth, password: `Tr!${random.hex(14)}` } },
      'Password of the trunk renewed',
    ],
    ({ channels_max: channels }, { random }) => {
      const next = nudge(random, channels, 10, [10, 400])
      return [{ channels_max: next }, `Channels ${channels} → ${next}`]
    },
    ({ codecs }) => [{ codecs: [...codecs.slice(1), ...codecs.slice(0, 1)] }, 'Order of codecs changed'],
    ({ transport }) => {
      const next = transport === 'tls' ? 'udp' : 'tls'
      return [{ transport: next, port: next === 'tls' ? 5061 : 5060 }, `Signalling over ${next.toUpperCase()}`]
    },
  ],
})

type TrunkGroup = {
  strategy: string
  members: { id: string; name: string; weight: number }[]
  failover: boolean
  prefix: string
}

export const trunkGroup = defineKind<TrunkGroup>({
  key: 'trunk_group',
  module: 'trunk_groups',
  path: '/v2/trunk-groups',
  prefix: 'tgr',
  stock: 2,
  make(around) {
    const members = around.find('carrier').map(({ id, name }) => ({ id, name, weight: 50 }))
    const name = `${around.random.pick(['Domestic', 'International', 'Emergency', 'Test'])} out`
    return { name, state: { strategy: 'weighted', members, failover: true, prefix: '0' } }
  },
  edits: [
    ({ members }, { random }) => {
      if (members.length === 0) return null
      const chosen = random.pick(members)
      const weight = nudge(random, chosen.weight, 10, [0, 100])
      return [
        { members: members.map((member) => (member === chosen ? { ...member, weight } : member)) },
        `${chosen.name} takes ${weight} % of the calls`,
      ]
    },
    ({ failover }) => [{ failover: !failover }, failover ? 'No second way out' : 'A second way out'],
    ({ strategy }) => [{ strategy: strategy === 'weighted' ? 'cheapest' : 'weighted' }, 'Choice of trunk changed'],
  ],
})

type Extension = {
  number: string
  person: string
  device: string
  voicemail: { enabled: boolean; pin: string; mail: boolean }
  record: string
  forward_to: string | null
}

export const extension = defineKind<Extension>({
  key: 'extension',
  module: 'extensions',
  path: '/v2/extensions',
  prefix: 'ext',
  stock: 24,
  make(around) {
    const number = String(around.random.whole(200, 899))
    return {
      name: number,
      state: {
        number,
        person: personName(around),
        device: around.random.pick(['softphone', 'desk phone', 'browser', 'DECT handset']),
        voicemail: { enabled: true, pin: String(around.random.whole(100000, 999999)), mail: true },
        record: 'on_demand',
        forward_to: null,
      },
    }
  },
  edits: [
    ({ voicemail }, { random }) => [
      { voicemail: { ...voicemail, pin: String(random.whole(100000, 999999)) } },
      'PIN of the voicemail reset',
    ],
    ({ voicemail }) => [
      { voicemail: { ...voicemail, mail: !voicemail.mail } },
      voicemail.mail ? 'No more voicemail by mail' : 'Voicemail by mail',
    ],
    ({ device }, { random }) => {
      const next = random.pick(['softphone', 'desk phone', 'browser', 'DECT handset'].filter((name) => name !== device))
      return [{ device: next }, `Moved from ${device} to ${next}`]
    },
    ({ person }, around) => {
      const next = personName(around)
      return next === person ? null : [{ person: next }, `Handed from ${person} to ${next}`]
    },
    ({ forward_to: old }, { random, country }) => {
      const next = old ? null : phoneNumber(random, country)
      return [{ forward_to: next }, next ? `Forwarded to ${next}` : 'Forwarding ended']
    },
  ],
})
