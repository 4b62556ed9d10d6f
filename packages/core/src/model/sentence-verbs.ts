import { describeOperation, type Operation } from './operations.ts'

/** What was done, as it is told when it came about and when it was only tried. */
export interface VerbPhrase {
  done: string
  tried: string
}

/** Past tenses that start a sentence of the catalog, with the form that follows `tried to`. */
const baseForms: ReadonlyMap<string, string> = new Map([
  ['accepted', 'accept'],
  ['activated', 'activate'],
  ['added', 'add'],
  ['assigned', 'assign'],
  ['assumed', 'assume'],
  ['cancelled', 'cancel'],
  ['changed', 'change'],
  ['confirmed', 'confirm'],
  ['created', 'create'],
  ['deactivated', 'deactivate'],
  ['deleted', 'delete'],
  ['downloaded', 'download'],
  ['ended', 'end'],
  ['exported', 'export'],
  ['generated', 'generate'],
  ['granted', 'grant'],
  ['imported', 'import'],
  ['invited', 'invite'],
  ['locked', 'lock'],
  ['looked', 'look'],
  ['merged', 'merge'],
  ['opened', 'open'],
  ['played', 'play'],
  ['reactivated', 'reactivate'],
  ['removed', 'remove'],
  ['requested', 'request'],
  ['reset', 'reset'],
  ['retired', 'retire'],
  ['revoked', 'revoke'],
  ['saved', 'save'],
  ['selected', 'select'],
  ['signed', 'sign'],
  ['started', 'start'],
  ['stopped', 'stop'],
  ['suspended', 'suspend'],
  ['synced', 'sync'],
  ['transferred', 'transfer'],
  ['unassigned', 'unassign'],
  ['unlocked', 'unlock'],
  ['updated', 'update'],
  ['used', 'use'],
  ['viewed', 'view'],
])

/** `revoked the session of` → `revoke the session of`; null for a verb we cannot turn. */
export function baseFormOf(phrase: string): string | null {
  const [, verb = '', rest = ''] = /^(\S+)(.*)$/s.exec(phrase) ?? []
  const base = baseForms.get(verb)
  return base === undefined ? null : base + rest
}

/** The phrase of an operation; null for one that has none of its own. */
export function verbsOf(operation: Operation): VerbPhrase | null {
  if (operation === 'other') return null
  if (operation === 'assume') return { done: 'assumed the identity of', tried: 'assume the identity of' }
  const done = describeOperation(operation).verb
  return { done, tried: baseFormOf(done) ?? done }
}

/** Something that fails or ends by itself is not what somebody did to it: `Maria failed the import` would be wrong. */
const intransitive =
  /^(?:failed|succeeded|expired|occurred|happened|arrived|appeared|crashed|retried|logged|lapsed|timed)$/

/**
 * The phrase of an action the operations have no word for, from its name alone. `ticket.escalated` is what happened;
 * `ec2.RunInstances` is what was called; any other name is quoted, which is never ungrammatical.
 */
export function verbsOfName(action: string): VerbPhrase & { takesObject: boolean } {
  const dot = action.lastIndexOf('.')
  const name = action.slice(dot + 1)
  if (/[A-Z]/.test(name)) {
    const call = dot > 0 ? `${name} (${action.slice(0, dot)})` : name
    return { done: `called ${call}`, tried: `call ${call}`, takesObject: false }
  }
  const performed = { done: `performed “${action}”`, tried: `perform “${action}”` }
  const isPast = /^[a-z]{2,}[^e\W]ed$/.test(name) && !intransitive.test(name)
  return isPast ? { ...performed, done: name, takesObject: true } : { ...performed, takesObject: false }
}
