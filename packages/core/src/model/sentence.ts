import { moduleLabel } from './areas.ts'
import { findAction } from './catalog/catalog.ts'
import type { AuditEvent, Person } from './event.ts'
import { personName, personNameWithin, type SentenceOptions, targetName } from './sentence-names.ts'
import { joinTexts, type SentencePart, textPart } from './sentence-part.ts'
import { fillTemplate } from './sentence-template.ts'
import { baseFormOf, verbsOf, verbsOfName } from './sentence-verbs.ts'

/** What a sentence is made of. A row that does not hold the rest of an event can be told as well. */
export type Tellable = Pick<AuditEvent, 'action' | 'operation' | 'module' | 'outcome' | 'actor' | 'targets'> &
  Partial<Pick<AuditEvent, 'onBehalfOf' | 'assumedBy' | 'changes' | 'details'>>

/**
 * What happened, in a sentence. Built-in actions have theirs in the catalog; any other is told plainly from its
 * operation or its name, so that there is no event that cannot be told. What did not succeed is told as tried.
 */
export function describeEvent(event: Tellable, options: SentenceOptions = {}): SentencePart[] {
  const parts = fromCatalog(event, options) ?? [
    ...actorParts(event, options),
    textPart(' '),
    ...plainly(event, options),
  ]
  return joinTexts(event.outcome === 'denied' && isTried(event) ? [...parts, textPart(' and was refused')] : parts)
}

/** Whether the sentence tells an attempt. Denying and failing to sign in are what did happen. */
function isTried({ operation, outcome }: Tellable): boolean {
  return outcome !== 'success' && operation !== 'deny' && operation !== 'login_failed'
}

function fromCatalog(event: Tellable, options: SentenceOptions): SentencePart[] | null {
  const sentence = findAction(event.action)?.sentence
  if (sentence === undefined) return null
  const template = isTried(event) ? asTried(sentence) : sentence
  return template === null ? null : fillTemplate(template, (placeholder) => resolve(placeholder, event, options))
}

function asTried(sentence: string): string | null {
  const subject = '{actor} '
  const phrase = sentence.startsWith(subject) ? baseFormOf(sentence.slice(subject.length)) : null
  return phrase === null ? null : `${subject}tried to ${phrase}`
}

function resolve(placeholder: string, event: Tellable, options: SentenceOptions): SentencePart[] | null {
  if (placeholder === 'actor') return actorParts(event, options)
  if (placeholder === 'changes') return event.changes ? [countPart(event.changes.length)] : null
  if (placeholder.startsWith('details.')) return detailParts(event, placeholder.slice('details.'.length))
  const [, type, isName] = /^target(?::([\w-]+))?(\.name)?$/.exec(placeholder) ?? []
  const target = event.targets.find((one) => type === undefined || one.type === type)
  if (!target || !placeholder.startsWith('target')) return null
  return [{ kind: 'target', text: (isName ? target.name : null) ?? targetName(target, options) }]
}

function detailParts({ details }: Tellable, key: string): SentencePart[] | null {
  const value = details && Object.hasOwn(details, key) ? details[key] : null
  return typeof value === 'string' || typeof value === 'number' ? [textPart(String(value))] : null
}

function countPart(count: number): SentencePart {
  return { kind: 'count', text: count === 1 ? '1 field' : `${count} fields` }
}

function plainly(event: Tellable, options: SentenceOptions): SentencePart[] {
  const { action, operation, changes } = event
  if (operation === 'login_failed') return [textPart('failed to sign in')]
  if (operation === 'deny') return [textPart('was denied access'), ...objectParts(' to ', event, options)]

  const verbs = verbsOf(operation)
  const phrase = verbs ?? verbsOfName(action)
  const parts = [textPart(isTried(event) ? `tried to ${phrase.tried}` : phrase.done)]
  if (operation === 'login' || operation === 'logout') return parts
  if (verbs || (verbsOfName(action).takesObject && !isTried(event))) {
    const object = objectParts(' ', event, options)
    parts.push(...(object.length > 0 ? object : [textPart(` ${somethingOf(event)}`)]))
  } else {
    parts.push(...objectParts(' on ', event, options))
  }
  return changes && changes.length > 0 ? [...parts, textPart(' ('), countPart(changes.length), textPart(')')] : parts
}

function objectParts(joint: string, { targets }: Tellable, options: SentenceOptions): SentencePart[] {
  const [target] = targets
  return target ? [textPart(joint), { kind: 'target', text: targetName(target, options) }] : []
}

/** The object of a sentence without a target. */
function somethingOf({ operation, module }: Tellable): string {
  const something = operation === 'assume' ? 'someone' : 'something'
  return module === 'other' ? something : `${something} in ${moduleLabel(module)}`
}

function actorParts({ actor, onBehalfOf, assumedBy }: Tellable, options: SentenceOptions): SentencePart[] {
  const name = personName(actor, options)
  if (assumedBy) {
    const assumed = onBehalfOf ?? actor
    return [{ kind: 'actor', text: `${assumerName(assumedBy, options)} as ${personNameWithin(assumed, options)}` }]
  }
  if (!onBehalfOf || personName(onBehalfOf, options) === name) return [{ kind: 'actor', text: name }]
  return [
    { kind: 'actor', text: name },
    textPart(' on behalf of '),
    { kind: 'actor', text: personNameWithin(onBehalfOf, options) },
  ]
}

const houses: Partial<Record<Person['type'], string>> = { staff: 'Support', partner: 'Partner' }

/** `Support (S. Staff)`: which side somebody came from matters more than who. */
function assumerName(person: Person, options: SentenceOptions): string {
  const house = houses[person.type]
  const isNamed = person.name ?? person.email ?? person.username
  return house && isNamed ? `${house} (${personName(person, options)})` : personName(person, options)
}
