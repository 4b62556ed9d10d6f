import { BlockList, isIP } from 'node:net'
import { type AuditEvent, actionMatches } from '@daybook/core/model'
import {
  evidencePrefixes,
  evidenceWordsOf,
  type QueryKey,
  type QueryWord,
  queryKeys,
  searchLine,
  searchTextOf,
} from '@daybook/core/query'
import type { Scope } from '../scope.ts'
import type { EventQuestion } from './conditions.ts'
import type { Known } from './random-log.fixture.ts'

/** Whether an event is in scope and asked for: the same question, answered without a database. */
export function matcherOf(scope: Scope, question: EventQuestion): (known: Known) => boolean {
  return (known) => {
    const { event } = known
    const at = new Date(event.occurredAt).getTime()
    const within = ({ from, to }: { from?: Date | null | undefined; to?: Date | null | undefined }) =>
      (!from || at >= from.getTime()) && (!to || at < to.getTime())
    const isLook = ['audit_log.accessed', 'audit_log.evidence_opened'].some((look) => actionMatches(event.action, look))
    return (
      within(scope) &&
      within(question) &&
      (!scope.areas || (event.area !== null && scope.areas.includes(event.area))) &&
      (!scope.ownActorIds || (event.actor.id !== null && scope.ownActorIds.includes(event.actor.id))) &&
      !(question.hideAccess && isLook) &&
      question.query.every((item) => {
        if (item.kind === 'word') return hasWord(scope, event, item)
        if (queryKeys[item.key].level === 'evidence' && scope.level === 'log') return false
        const values = item.values.flatMap((value) =>
          value.includes('\u0000') ? [] : (queryKeys[item.key].read(value) ?? []),
        )
        // A database is sent text of whole letters.
        return (
          values.some((value) => hasValue[item.key](known, value.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))) !== item.not
        )
      })
    )
  }
}

/** What a database keeps of an event for a search; made once. */
const texts = new WeakMap<AuditEvent, { text: string; words: readonly string[] }>()

function textsOf(event: AuditEvent) {
  const made = texts.get(event) ?? { text: searchTextOf(event), words: evidenceWordsOf(event) }
  texts.set(event, made)
  return made
}

function hasWord(scope: Scope, event: AuditEvent, { text, not }: QueryWord): boolean {
  if (text.includes('\u0000')) return not
  const term = searchLine(text)
  if (term === '') return true
  const beginnings = scope.level === 'evidence' ? evidencePrefixes(term) : []
  const { text: searched, words } = textsOf(event)
  const isInEvidence =
    beginnings.length > 0 && beginnings.every((beginning) => words.some((word) => word.startsWith(beginning)))
  return (searched.includes(term) || isInEvidence) !== not
}

const hasValue: Record<QueryKey, (known: Known, value: string) => boolean> = {
  actor: ({ event, actorKey }, value) =>
    /^[0-9a-f]{16}$/.test(value)
      ? actorKey === value
      : [event.actor.name, event.actor.email, event.actor.username].some((name) => holds(name, value)),
  actor_type: ({ event }, value) => event.actor.type === value,
  action: ({ event }, value) => actionMatches(event.action, value),
  operation: ({ event }, value) => event.operation === value,
  module: ({ event }, value) => event.module === value,
  area: ({ event }, value) => event.area === value,
  outcome: ({ event }, value) => event.outcome === value,
  target: ({ event }, value) => event.targets.some(({ name }) => holds(name, value)),
  target_type: ({ event }, value) => event.targets[0]?.type === value,
  channel: ({ event }, value) => event.channel === value,
  assumed: ({ event }, value) => (event.assumedBy !== null) === (value === 'yes'),
  batch: ({ event }, value) => event.batchId === value,
  number: ({ number }, value) => {
    const [from = '', to = from] = value.split('..')
    return (from === '' || number >= Number(from)) && (to === '' || number <= Number(to))
  },
  ip: ({ event }, value) => isInNetwork(event.ip ?? '', value),
  session: ({ event }, value) => event.sessionId === value,
  request: ({ event }, value) => event.requestId === value,
  correlation: ({ event }, value) => event.correlationId === value,
  target_id: ({ event }, value) => event.targets[0]?.id === value,
  country: ({ event }, value) => event.country?.toLowerCase() === value.toLowerCase(),
}

function holds(name: string | null, value: string): boolean {
  const asked = searchLine(value)
  return name !== null && asked !== '' && searchLine(name).includes(asked)
}

function isInNetwork(ip: string, network: string): boolean {
  const address = ip.replace(/^::ffff:(?=\d+\.)/, '')
  const kind = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  const [base = '', bits] = network.split('/')
  if (isIP(address) === 0 || isIP(address) !== isIP(base)) return false
  const list = new BlockList()
  list.addSubnet(base, Number(bits ?? (kind === 'ipv4' ? 32 : 128)), kind)
  return list.check(address, kind)
}
