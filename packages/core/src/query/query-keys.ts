import ipaddr from 'ipaddr.js'
import { areas } from '../model/areas.ts'
import { actorTypes, channels, outcomes } from '../model/event.ts'
import { operations } from '../model/operations.ts'
import { addressOf } from './address.ts'

interface KeyDefinition {
  /** On a chip and in lists: `Outcome`. */
  label: string
  /** A reader of level `log` cannot ask for what belongs to the evidence: the answers would tell what the page withholds. */
  level: 'log' | 'evidence'
  /** The value as it is kept, or null when it is none of this key. */
  read: (text: string) => string | null
  /** What a value looks like, for whoever wrote something else. */
  hint: string
}

/** What can be asked for by name. */
export const queryKeys = {
  actor: anyText('User', 'log', 'Write a name, an e-mail address, or a key of the list of users.'),
  actor_type: oneOf('Kind of user', actorTypes),
  action: anyText('Action', 'log', 'Write an action such as user.created, or campaign.* for all that begin so.'),
  operation: oneOf('Operation', operations),
  module: anyText('Module', 'log', 'Write a module such as campaigns.'),
  area: oneOf('Area', areas),
  outcome: oneOf('Outcome', outcomes),
  target: anyText('Target', 'log', 'Write a part of its name.'),
  target_type: anyText('Target type', 'log', 'Write a type such as campaign.'),
  channel: oneOf('Channel', channels),
  assumed: { label: 'Assumed identity', level: 'log', read: yesOrNo, hint: 'Write yes or no.' },
  batch: anyText('Batch', 'log', 'Write the identifier of a batch.'),
  number: { label: 'Number', level: 'log', read: numberRange, hint: 'Write 120, 100..200, 100.. or ..200.' },
  ip: { label: 'IP address', level: 'evidence', read: network, hint: 'Write 203.0.113.7 or 203.0.113.0/24.' },
  session: anyText('Session', 'evidence', 'Write the identifier of a session.'),
  request: anyText('Request', 'evidence', 'Write the identifier of a request.'),
  correlation: anyText('Correlation', 'evidence', 'Write a correlation identifier.'),
  target_id: anyText('Target id', 'evidence', 'Write the identifier of a target.'),
  country: anyText('Country', 'evidence', 'Write a country such as DE.'),
} as const satisfies Record<string, KeyDefinition>

export type QueryKey = keyof typeof queryKeys

export const queryKeyNames = Object.keys(queryKeys) as QueryKey[]

export function isQueryKey(text: string): text is QueryKey {
  return Object.hasOwn(queryKeys, text)
}

function anyText(label: string, level: 'log' | 'evidence', hint: string): KeyDefinition {
  return { label, level, hint, read: (text) => text }
}

function oneOf(label: string, values: readonly string[]): KeyDefinition {
  const read = (text: string) => values.find((value) => value === text.toLowerCase().replaceAll(' ', '_')) ?? null
  return { label, level: 'log', read, hint: `Write one of ${values.join(', ')}.` }
}

function yesOrNo(text: string): string | null {
  if (/^(yes|true)$/i.test(text)) return 'yes'
  return /^(no|false)$/i.test(text) ? 'no' : null
}

function numberRange(text: string): string | null {
  const range = /^(\d{0,15})\.\.(\d{0,15})$/.exec(text)
  if (!range) return /^\d{1,15}$/.test(text) ? String(Number(text)) : null
  const [from = '', to = ''] = range.slice(1)
  if (from === '' && to === '') return null
  if (from !== '' && to !== '' && Number(from) > Number(to)) return null
  return `${from && Number(from)}..${to && Number(to)}`
}

/** An address, or the network of one: `203.0.113.77/24` means `203.0.113.0/24`. */
function network(text: string): string | null {
  const [address = '', bits, ...rest] = text.split('/')
  const named = addressOf(address)
  if (named === null || rest.length > 0) return null
  if (bits === undefined) return named
  if (!/^\d{1,3}$/.test(bits)) return null
  const parsed = ipaddr.parse(named)
  const widest = parsed.kind() === 'ipv4' ? 32 : 128
  const length = Number(bits)
  if (length > widest) return null
  if (length === widest) return named
  return `${networkAddress(parsed.toByteArray(), length)}/${length}`
}

function networkAddress(bytes: number[], bits: number): string {
  const kept = bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff)
  return ipaddr.fromByteArray(kept).toString()
}
