import {
  type AuditEvent,
  actorTypes,
  areas,
  channels,
  cleanText,
  isJsonObject,
  type Json,
  normaliseJson,
  operations,
  outcomes,
  type Person,
  settleTimes,
  type Target,
} from '@daybook/core/model'
import fc from 'fast-check'

/** Any text that can be in an event: of any letters, among them those that broken senders send. */
const anyText: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 30 }),
    fc.constantFrom('', ' ', "'", '"', '\\', '%', '\u0000', '😀', '{}', 'null', '\uD800', '\uFEFF', 'x'.repeat(5000)),
  )
  .map(cleanText)

const anyJson: fc.Arbitrary<Json> = fc
  .oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(
      -0,
      5e-324,
      1.7976931348623157e308,
      2 ** 53,
      1e21,
      1e-7,
      '\u0000',
      JSON.parse('{"__proto__":{"a":1}}'),
    ),
  )
  .map(normaliseJson)

const anyObject = fc
  .dictionary(fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'toString', '')), anyJson, { maxKeys: 5 })
  .map((object) => {
    const normalised = normaliseJson(object)
    return isJsonObject(normalised) ? normalised : {}
  })

const anyInstant = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null })

const anyPerson: fc.Arbitrary<Person> = fc.record({
  type: fc.constantFrom(...actorTypes),
  id: maybe(anyText),
  email: maybe(anyText),
  username: maybe(anyText),
  name: maybe(anyText),
  role: maybe(anyText),
})

const anyTarget: fc.Arbitrary<Target> = fc.record({
  type: anyText,
  id: maybe(anyText),
  name: maybe(anyText),
  revision: maybe(anyText),
  relation: maybe(anyText),
  url: maybe(anyText),
})

const anyLine = fc.record({ fileId: anyText, line: maybe(fc.nat()) })

const anyAddress = fc.oneof(
  anyText,
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4Extended(),
  fc.constantFrom('::ffff:1.2.3.4', '::1.2.3.4'),
)

/** Any event as it is after normalising; `recordedAt` is the caller's, as it is of a log. */
export function anyEvent(recordedAt: () => string): fc.Arbitrary<AuditEvent> {
  return fc
    .record({
      id: fc.uuid(),
      claim: maybe(anyInstant),
      action: anyText,
      operation: fc.constantFrom(...operations),
      operationWord: maybe(anyText),
      module: anyText,
      area: maybe(fc.constantFrom(...areas)),
      activityType: maybe(anyText),
      outcome: fc.constantFrom(...outcomes),
      outcomeReason: maybe(anyText),
      actor: anyPerson,
      onBehalfOf: maybe(anyPerson),
      assumedBy: maybe(anyPerson),
      customerId: maybe(anyText),
      targets: fc.array(anyTarget, { maxLength: 3 }),
      description: maybe(anyText),
      explanation: maybe(anyText),
      reason: maybe(anyText),
      purpose: maybe(anyText),
      justification: maybe(anyText),
      whyItMatters: maybe(anyText),
      changes: maybe(
        fc.array(fc.record({ path: anyText, before: anyJson, after: anyJson }, { requiredKeys: ['path'] }), {
          maxLength: 3,
        }),
      ),
      snapshot: maybe(anyObject),
      details: maybe(anyObject),
      http: maybe(fc.record({ method: maybe(anyText), path: maybe(anyText), status: maybe(fc.nat(999)) })),
      policyDecision: anyJson,
      metadata: maybe(anyObject),
      ip: maybe(anyAddress),
      forwardedFor: maybe(anyText),
      userAgent: maybe(anyText),
      country: maybe(anyText),
      sessionId: maybe(anyText),
      requestId: maybe(anyText),
      correlationId: maybe(anyText),
      channel: maybe(fc.constantFrom(...channels)),
      apiUsed: maybe(anyText),
      provider: maybe(anyText),
      expertMode: maybe(fc.boolean()),
      bulkImport: maybe(anyLine),
      cdr: maybe(anyLine),
      batchId: maybe(anyText),
      parentId: maybe(anyText),
    })
    .map(({ claim, ...event }) => {
      const at = recordedAt()
      return { ...event, recordedAt: at, ...settleTimes(claim, new Date(at)) }
    })
}
