import { defineKind, nudge } from './thing.ts'
import { wordsOf } from './words.ts'

type Edge = {
  site: string
  version: string
  uplink: string
  address: string
  bandwidth_mbit: number
  config_revision: number
  status: string
}

export const edge = defineKind<Edge>({
  key: 'edge',
  module: 'edge',
  path: '/v2/edges',
  prefix: 'edg',
  stock: 4,
  switch: { field: 'status', on: 'online', off: 'draining' },
  make({ random, country }) {
    const site = random.pick(wordsOf(country).towns)
    const config = random.whole(3, 40)
    return {
      name: `edge-${site.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${random.whole(1, 9)}`,
      state: {
        site,
        version: '5.2.1',
        uplink: 'fibre',
        address: `192.0.2.${random.whole(100, 119)}`,
        bandwidth_mbit: 200,
        config_revision: config,
        status: 'online',
      },
    }
  },
  edits: [
    ({ version }, { random }) => {
      const next = `5.${random.whole(2, 6)}.${random.whole(0, 9)}`
      return next === version ? null : [{ version: next }, `Firmware ${version} → ${next}`]
    },
    ({ bandwidth_mbit: old }, { random }) => {
      const next = nudge(random, old, 50, [50, 1000])
      return [{ bandwidth_mbit: next }, `${next} Mbit/s`]
    },
    ({ uplink }) => {
      const next = uplink === 'fibre' ? 'fibre + 5G' : 'fibre'
      return [{ uplink: next }, `Uplink: ${next}`]
    },
  ],
})

type Connector = {
  system: string
  endpoint: string
  secret: string
  every_minutes: number
  fields: { id: string; ours: string; theirs: string }[]
  status: string
}

export const connector = defineKind<Connector>({
  key: 'connector',
  module: 'connector',
  path: '/v2/connectors',
  prefix: 'con',
  stock: 2,
  switch: { field: 'status', on: 'running', off: 'stopped' },
  make({ random, domain }) {
    const system = random.pick(['CRM', 'Ticket desk', 'Data warehouse', 'Calendar'])
    return {
      name: `${system} connector`,
      state: {
        system,
        endpoint: `https://${system.toLowerCase().replaceAll(' ', '-')}.${domain}/hook`,
        secret: `whsec_${random.hex(32)}`,
        every_minutes: 15,
        fields: [
          { id: 'name', ours: 'contact.name', theirs: 'full_name' },
          { id: 'phone', ours: 'contact.phone', theirs: 'phone_1' },
        ],
        status: 'running',
      },
    }
  },
  edits: [
    ({ every_minutes: old }, { random }) => {
      const next = random.pick([5, 10, 15, 30, 60].filter((minutes) => minutes !== old))
      return [{ every_minutes: next }, `Runs every ${next} minutes`]
    },
    ({ fields }, { random }) => {
      const name = random.pick(['email', 'language', 'birthday', 'consent', 'owner'])
      if (fields.some(({ id }) => id === name))
        return [{ fields: fields.filter(({ id }) => id !== name) }, `Field ${name} no longer carried over`]
      return [
        { fields: [...fields, { id: name, ours: `contact.${name}`, theirs: `${name}_1` }] },
        `Field ${name} carried over`,
      ]
    },
    (_, { random }) => [{ secret: `whsec_${random.hex(32)}` }, 'Shared secret renewed'],
  ],
})

type Tunnel = {
  public_key: string
  private_key: string
  endpoint: string
  allowed_ips: string[]
  keepalive_seconds: number
  status: string
}

export const wireguard = defineKind<Tunnel>({
  key: 'wireguard',
  module: 'wireguard',
  path: '/v2/wireguard/peers',
  prefix: 'wgp',
  stock: 3,
  switch: { field: 'status', on: 'up', off: 'down' },
  make({ random, country }) {
    return {
      name: `wg-${random
        .pick(wordsOf(country).towns)
        .toLowerCase()
        .replaceAll(/[^a-z]+/g, '-')}`,
      state: {
        public_key: `${random.hex(42)}=`,
        private_key: `${random.hex(42)}=`,
        endpoint: `192.0.2.${random.whole(100, 119)}:51820`,
        allowed_ips: [`2001:db8:${random.hex(3)}::/64`],
        keepalive_seconds: 25,
        status: 'up',
      },
    }
  },
  edits: [
    (_, { random }) => [{ public_key: `${random.hex(42)}=`, private_key: `${random.hex(42)}=` }, 'Keys renewed'],
    ({ allowed_ips: ranges }, { random }) =>
      ranges.length > 4
        ? [{ allowed_ips: ranges.slice(1) }, `${ranges[0] ?? ''} no longer routed`]
        : [{ allowed_ips: [...ranges, `2001:db8:${random.hex(3)}::/64`] }, 'One more network routed'],
    ({ keepalive_seconds: old }, { random }) => {
      const next = nudge(random, old, 5, [5, 60])
      return [{ keepalive_seconds: next }, `Keep-alive every ${next} s`]
    },
  ],
})

type Peering = {
  asn: number
  address: string
  prefixes: string[]
  prefixes_max: number
  md5_password: string
  status: string
}

export const peering = defineKind<Peering>({
  key: 'peering',
  module: 'peering',
  path: '/v2/peerings',
  prefix: 'peer',
  stock: 2,
  switch: { field: 'status', on: 'established', off: 'shut down' },
  make({ random }) {
    // Autonomous systems 64496 to 64511 are for documentation (RFC 5398).
    const asn = random.whole(64496, 64511)
    return {
      name: `AS${asn}`,
      state: {
        asn,
        address: `2001:db8:0:${random.hex(2)}::1`,
        prefixes: [`2001:db8:${random.hex(3)}::/48`],
        prefixes_max: 50,
        md5_password: `bgp-${random.hex(16)}`,
        status: 'established',
      },
    }
  },
  edits: [
    ({ prefixes }, { random }) => [
      { prefixes: [...prefixes, `2001:db8:${random.hex(3)}::/48`].slice(-4) },
      'Announced networks changed',
    ],
    ({ prefixes_max: old }, { random }) => {
      const next = nudge(random, old, 10, [10, 500])
      return [{ prefixes_max: next }, `At most ${next} prefixes`]
    },
    (_, { random }) => [{ md5_password: `bgp-${random.hex(16)}` }, 'Session password renewed'],
  ],
})

type Rule = { id: string; action: string; source: string; port: number; note: string }
type Acl = { default: string; rules: Rule[] }

export const acl = defineKind<Acl>({
  key: 'acl',
  module: 'acl',
  path: '/v2/acls',
  prefix: 'acl',
  stock: 2,
  make({ random }) {
    return {
      name: random.pick(['Management', 'SIP from carriers', 'Portal', 'Recording store']),
      state: { default: 'deny', rules: [ruleOf(random, 'Office')] },
    }
  },
  edits: [
    ({ rules }, { random }) => {
      const rule = ruleOf(
        random,
        random.pick(['Home office', 'Carrier', 'Monitoring', 'Temporary, remove after the fair']),
      )
      return rules.length > 7
        ? null
        : [
            { rules: [...rules, rule] },
            `${rule.action === 'allow' ? 'Allows' : 'Denies'} ${rule.source} on port ${rule.port}`,
          ]
    },
    ({ rules }, { random }) => {
      if (rules.length < 2) return null
      const gone = random.pick(rules)
      return [{ rules: rules.filter((rule) => rule !== gone) }, `Rule for ${gone.source} removed`]
    },
  ],
})

function ruleOf(
  random: { hex(length: number): string; pick<T>(list: readonly T[]): T; whole(low: number, high: number): number },
  note: string,
): Rule {
  const source = random.pick([
    '203.0.113.8/29',
    '198.51.100.8/29',
    '192.0.2.8/29',
    `203.0.113.${random.whole(32, 119)}/32`,
  ])
  return {
    id: random.hex(6),
    action: random.pick(['allow', 'allow', 'deny']),
    source,
    port: random.pick([22, 443, 5061, 8443]),
    note,
  }
}

type Template = { device: string; version: number; lines: string[] }

export const configTemplate = defineKind<Template>({
  key: 'config_template',
  module: 'config_template',
  path: '/v2/config-templates',
  prefix: 'tpl',
  stock: 3,
  make({ random }) {
    return {
      name: random.pick(['Desk phone, office', 'Desk phone, home', 'DECT base', 'Edge router', 'Conference room']),
      state: {
        device: random.pick(['desk-phone-8', 'dect-200', 'edge-5']),
        version: 1,
        lines: ['ntp = time.daybook.test', 'language = auto', 'backlight = 60'],
      },
    }
  },
  edits: [
    ({ version, lines }, { random }) => {
      const line = `backlight = ${random.whole(1, 99)}`
      return [
        { version: version + 1, lines: lines.map((old) => (old.startsWith('backlight') ? line : old)) },
        `Version ${version + 1}`,
      ]
    },
    ({ version, lines }, { random }) => {
      const line = `blf.${lines.length} = ${random.whole(200, 899)}`
      return lines.length > 12
        ? null
        : [{ version: version + 1, lines: [...lines, line] }, `Version ${version + 1}: one key more`]
    },
  ],
})
