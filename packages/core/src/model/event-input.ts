import { z } from 'zod'
import { actorTypes, channels, outcomes } from './event.ts'
import { isJson, isJsonObject, type Json, type JsonObject, jsonDepthMax, jsonKeysMax, measureJson } from './json.ts'
import { isWebAddress } from './web-address.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish()

const text = (max: number) =>
  z.string('Send a text here.').max(max, `At most ${max} characters fit here. Put longer material in metadata.`)
const line = text(500)
const prose = text(10_000)

/** Many systems count their things: a number is as good an identifier as a text. */
const identifier = z
  .union([text(512), z.number()], 'Send an identifier as text or as a number.')
  .transform((id) => String(id))

const instantMin = Date.UTC(1970, 0, 1)
const instantEnd = Date.UTC(10_000, 0, 1)
const instant = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: 'Send a time as ISO 8601 with Z or an offset, such as 2026-11-20T09:30:00.000Z.',
  })
  .refine((time) => {
    const at = new Date(time).getTime()
    return at >= instantMin && at < instantEnd
  }, 'Send a time between the years 1970 and 9999.')

const ofWhat = `of texts, finite numbers, true, false, null, lists and objects, at most ${jsonDepthMax} levels deep`
const json = z.custom<Json>((value) => isJson(value), `Send JSON here: made ${ofWhat}.`)
const jsonObject = z.custom<JsonObject>(
  (value) => isJsonObject(value) && isJson(value),
  `Send a JSON object here: made ${ofWhat}.`,
)

const webAddress = text(2_000).superRefine((address, context) => {
  if (isWebAddress(address)) return
  context.addIssue({
    code: 'custom',
    message: `“${address.slice(0, 80)}” is not a web address. Send a full http:// or https:// address, or leave url out.`,
  })
})

function strict<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownFields(issue.keys, shape) : undefined),
  })
}

function unknownFields(keys: readonly string[], shape: object): string {
  const told = keys.slice(0, 5).map((key) => {
    const camel = key.slice(0, 80).replaceAll(/[_-]+([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase())
    return camel !== key && Object.hasOwn(shape, camel) ? `“${key}” (write ${camel})` : `“${key.slice(0, 80)}”`
  })
  const rest = keys.length > told.length ? ` and ${keys.length - told.length} more` : ''
  return `Unknown field ${told.join(', ')}${rest}. Data of your own goes into details or metadata.`
}

const person = strict({
  type: optional(z.enum(actorTypes, `Send one of ${actorTypes.join(', ')}.`)),
  id: optional(identifier),
  email: optional(line),
  username: optional(line),
  name: optional(line),
  role: optional(line),
})

const target = strict({
  /** Without one, the noun of the action: `campaign.updated` was done to a `campaign`. */
  type: optional(line),
  id: optional(identifier),
  name: optional(line),
  revision: optional(identifier),
  relation: optional(line),
  url: optional(webAddress),
})

const change = strict({
  path: text(1_000).min(1, 'Name the field that changed.'),
  before: json.optional(),
  after: json.optional(),
})

const fileLine = strict({
  fileId: identifier,
  line: optional(z.int('Send a line number.').nonnegative('Lines are counted from 0 or 1.')),
})

/**
 * What a machine sends about one event. Only `action` and `actor` are needed; null is the same as leaving a field out.
 * A field we do not know is an error that names it: what is not understood is refused, never dropped in silence.
 */
export const eventInputSchema = strict({
  id: optional(z.uuid('Send a UUID as id, or leave it out.').toLowerCase()),
  tenant: optional(text(100)),
  occurredAt: optional(instant),

  action: text(200).refine((name) => name.trim() !== '', 'Name what was done, such as campaign.updated.'),
  operation: optional(text(100)),
  module: optional(text(100)),
  area: optional(text(100)),
  activityType: optional(text(200)),
  outcome: optional(z.enum(outcomes, `Send one of ${outcomes.join(', ')}.`)),
  outcomeReason: optional(prose),

  actor: person,
  onBehalfOf: optional(person),
  assumedBy: optional(person),
  customerId: optional(identifier),

  target: optional(target),
  targets: optional(z.array(target, 'Send a list of targets.').max(100, 'At most 100 targets fit into one event.')),

  before: optional(jsonObject),
  after: optional(jsonObject),
  changes: optional(z.array(change, 'Send a list of changes.').max(1_000, 'At most 1,000 changes fit into one event.')),
  snapshot: optional(jsonObject),
  details: optional(jsonObject),

  description: optional(prose),
  explanation: optional(prose),
  reason: optional(prose),
  purpose: optional(prose),
  justification: optional(prose),
  whyItMatters: optional(prose),

  http: optional(
    strict({
      method: optional(text(40)),
      path: optional(text(4_000)),
      status: optional(z.int('Send a status code.').min(0, 'Send a status code.').max(999, 'Send a status code.')),
    }),
  ),
  policyDecision: json.optional(),
  metadata: optional(jsonObject),

  ip: optional(text(200)),
  forwardedFor: optional(text(2_000)),
  userAgent: optional(text(2_000)),
  country: optional(text(100)),
  sessionId: optional(identifier),
  requestId: optional(identifier),
  correlationId: optional(identifier),

  channel: optional(z.enum(channels, `Send one of ${channels.join(', ')}.`)),
  apiUsed: optional(line),
  provider: optional(line),
  expertMode: optional(z.boolean('Send true or false.')),
  bulkImport: optional(fileLine),
  cdr: optional(fileLine),
  batchId: optional(identifier),
  parentId: optional(identifier),
}).superRefine((event, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (event.target && event.targets) refuse('targets', 'Send target or targets, not both.')
  if (event.changes && (event.before || event.after)) refuse('changes', 'Send before and after, or changes, not both.')
  const size = measureJson(event)
  if (size.keys > jsonKeysMax) refuse('', `An event may have ${jsonKeysMax} keys in all; this one has more.`)
  if (size.depth > jsonDepthMax) refuse('', `An event may be nested ${jsonDepthMax} levels deep; this one is deeper.`)
})

export type EventInput = z.output<typeof eventInputSchema>
