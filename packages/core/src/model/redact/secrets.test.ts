import { expect, test } from 'vitest'
import { eventInputSchema } from '../event-input.ts'
import type { JsonObject } from '../json.ts'
import { normaliseEvent } from '../normalise.ts'
import { isCardNumber } from './cards.ts'
import { redactedMark } from './mark.ts'
import { redact } from './redact.ts'

/** The same secrets on every run. */
function generator(seed: number) {
  let state = seed
  // A linear congruential step (Numerical Recipes); its high bits are even enough to pick letters by.
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const from = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(next(alphabet.length))).join('')
  return { from, pick: <T>(list: readonly [T, ...T[]]): T => list[next(list.length)] ?? list[0] }
}

const digits = '0123456789'
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const alphanumeric = `${digits}${upper}${upper.toLowerCase()}`
const base64 = `${alphanumeric}+/`
const { from, pick } = generator(59)

const issuers: readonly [string, ...string[]] = ['4', '51', '55', '2221', '6011', '3530', '62', '34', '37', '36']

function cardNumber(): string {
  const prefix = pick(issuers)
  const length = prefix === '36' ? 14 : /^3[47]/.test(prefix) ? 15 : 16
  const stem = prefix + from(digits, length - prefix.length - 1)
  return Array.from(digits, (digit) => stem + digit).find(isCardNumber) ?? '4111111111111111'
}

function divided(card: string): string {
  const by = pick([' ', '-', '.'])
  return card.length === 16 ? (card.match(/\d{4}/g) ?? []).join(by) : card
}

/** What shows by itself that it is a secret. */
const shaped: Record<string, () => string> = {
  'private key': () =>
    `-----BEGIN ${pick(['', 'RSA ', 'EC ', 'OPENSSH '])}PRIVATE KEY-----\n${from(base64, 120)}\n-----END PRIVATE KEY-----`,
  'cut off private key': () => `-----BEGIN PRIVATE KEY-----\n${from(base64, 90)}`,
  'web token': () =>
    `eyJ${from(alphanumeric, 20)}.eyJ${from(`${alphanumeric}_-`, 40)}.${from(`${alphanumeric}_-`, 43)}`,
  'GitHub token': () => `gh${pick(['p', 'o', 's'])}_${from(alphanumeric, 36)}`,
  'GitHub fine-grained token': () => `github_pat_${from(alphanumeric, 22)}_${from(alphanumeric, 59)}`,
  'Slack token': () => `xoxb-${from(digits, 11)}-${from(digits, 12)}-${from(alphanumeric, 24)}`,
  'Google key': () => `AIza${from(`${alphanumeric}_-`, 35)}`,
  'Stripe key': () => `sk_live_${from(alphanumeric, 24)}`,
  'our own key': () => `dbk_${from(alphanumeric, 43)}`,
  'AWS key with its secret': () => from(base64, 40),
  'bearer token': () => `${from(alphanumeric, 15)}4a${from(alphanumeric, 15)}`,
  'basic credentials': () => btoa(`${from(alphanumeric, 6)}:${from(alphanumeric, 12)}`),
  'password in an address': () => from(alphanumeric, 14),
  'card number': cardNumber,
  'divided card number': () => divided(cardNumber()),
}

/** How a secret of a kind stands in a text. */
function inText(kind: string, secret: string): string {
  if (kind === 'AWS key with its secret') return `AKIA${from(upper, 16)}:${secret}`
  if (kind === 'bearer token') return `Bearer ${secret}`
  if (kind === 'basic credentials') return `Basic ${secret}`
  if (kind === 'password in an address') return `postgres://app:${secret}@db.example.test:5432/main`
  return secret
}

const secretNames = [
  'password',
  'db_password',
  'clientSecret',
  'X-API-Key',
  'authToken',
  'PRIVATE_KEY',
  'refresh_token',
  'otpSecret',
] as const

/** A word that only its name gives away. */
const word = () => `${from(alphanumeric, 11)}x9`

type Place = (text: string) => JsonObject

/** How something the sender wrote may get into an event. */
const places: Record<string, Place> = {
  description: (text) => ({ description: text }),
  'middle of a long text': (text) => ({ explanation: `${'Called by the desk. '.repeat(200)}${text} and so on.` }),
  reason: (text) => ({ reason: `see ${text}.` }),
  'metadata, deep': (text) => ({ metadata: { a: [{ b: { c: [1, [text]] } }] } }),
  'a key': (text) => ({ metadata: { [text]: true } }),
  details: (text) => ({ details: { note: `(${text})` } }),
  'before and after': (text) => ({ before: { note: text, n: 1 }, after: { note: `${text} again`, n: 2 } }),
  'changes of a list': (text) => ({ changes: [{ path: 'hooks[0].url', before: [text], after: { x: text } }] }),
  snapshot: (text) => ({ operation: 'create', after: { list: [text], deep: { text } } }),
  'JSON inside of a text': (text) => ({
    metadata: { body: JSON.stringify({ inner: JSON.stringify({ list: [text] }) }) },
  }),
  'a query': (text) => ({ http: { method: 'GET', path: `/v1/x?q=${encodeURIComponent(text)}&page=2` } }),
  'the user agent': (text) => ({ userAgent: `curl/8.0 ${text}`, forwardedFor: text }),
}

const namedPlaces: Record<string, (name: string, secret: string) => JsonObject> = {
  'a member': (name, secret) => ({ metadata: { deep: [{ [name]: secret }] } }),
  'an object under the name': (name, secret) => ({ details: { [name]: { value: secret, list: [secret] } } }),
  'a changed field': (name, secret) => ({ before: { a: { [name]: secret } }, after: { a: { [name]: `${secret}2` } } }),
  'a change by path': (name, secret) => ({
    changes: [{ path: `config.${name}`, before: secret, after: { x: secret } }],
  }),
  snapshot: (name, secret) => ({ operation: 'delete', before: { [name]: secret } }),
  'name and value': (name, secret) => ({
    metadata: { a: [{ name, value: secret }], b: { key: name, newValue: secret } },
  }),
  'a list of headers': (name, secret) => ({
    metadata: {
      headers: [
        [name, secret],
        ['Host', 'x'],
      ],
      rawHeaders: [name, secret],
    },
  }),
  'a query': (name, secret) => ({ http: { path: `/login?user=ada&${name}=${secret}&x=1` } }),
  'JSON inside of a text': (name, secret) => ({ description: `sent ${JSON.stringify({ [name]: secret })} twice` }),
  'broken JSON in a text': (name, secret) => ({ reason: `{"${name}": "${secret} and more", "x` }),
  'escaped JSON in a text': (name, secret) => ({ reason: JSON.stringify(JSON.stringify({ [name]: secret })).slice(1) }),
  'a setting in a text': (name, secret) => ({
    explanation: `export ${name}=${secret}\nrun it`,
    purpose: `${name}: ${secret}`,
  }),
}

function recorded(fields: JsonObject): string {
  const input = eventInputSchema.parse({ action: 'thing.updated', actor: { id: 'u_1' }, ...fields })
  const event = normaliseEvent(input, {
    id: '019a9c1e-0000-7000-8000-000000000001',
    recordedAt: new Date('2026-11-20T09:30:00Z'),
    secretKeys: [],
  })
  const stored = JSON.parse(JSON.stringify(event))
  expect(redact(stored, { secretKeys: [] })).toEqual(stored)
  return JSON.stringify(event)
}

function expectAbsent(secret: string, text: string): void {
  expect(text).toContain(redactedMark)
  for (const line of secret.split('\n').filter((one) => !one.startsWith('-----'))) {
    if (text.includes(line) || text.includes(encodeURIComponent(line))) expect.fail(`${line} is still in ${text}`)
  }
}

test.for(Object.entries(shaped))('no %s survives, wherever it stands', ([kind, make]) => {
  for (let count = 0; count < 40; count += 1) {
    const secret = make()
    const text = inText(kind, secret)
    for (const place of Object.values(places)) expectAbsent(secret, recorded(place(text)))
  }
})

test.for(secretNames)('nothing survives under the name %s, wherever it stands', (name) => {
  for (let count = 0; count < 40; count += 1) {
    const secret = word()
    for (const place of Object.values(namedPlaces)) expectAbsent(secret, recorded(place(name, secret)))
  }
})

test('a card number that was sent as a number does not survive', () => {
  for (let count = 0; count < 500; count += 1) {
    const card = cardNumber()
    const text = recorded({ metadata: { pan: [Number(card)], deep: { n: Number(card) } } })
    expectAbsent(card, text)
  }
})
