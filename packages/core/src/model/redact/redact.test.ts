import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../json.ts'
import { redact, redactChanges, redactText } from './redact.ts'

const options = { secretKeys: [] }
const mark = '[REDACTED]'

test('a secret is found by its name in any case style, and in names made of more words', () => {
  const names = [
    ...['password', 'Password', 'PASSWORD', 'new_password', 'newPassword', 'password2', 'db-password', 'DBPASSWORD'],
    ...['passwordConfirmation', 'passwordHash', 'passwordhash', 'PASSWORD_PROD', 'user.password', 'user[password]'],
    ...['passwd', 'pwd', 'passphrase', 'pass', 'smtp_pass', 'Passwort', 'contraseña', 'mot_de_passe'],
    ...[
      'secret',
      'clientSecret',
      'client_secret',
      'CLIENT-SECRET',
      'secretKey',
      'AWS_SECRET_ACCESS_KEY',
      'webhookSecret',
    ],
    ...['token', 'access_token', 'refreshToken', 'id_token', 'X-CSRF-Token', 'accesstoken', 'TOKEN_STAGING', 'jwt'],
    ...['apiKey', 'api_key', 'X-API-Key', 'apikey', 'API_KEY_LIVE', 'privateKey', 'private_key_pem', 'wgPrivateKey'],
    ...[
      'presharedKey',
      'pre_shared_key',
      'psk',
      'encryptionKey',
      'signing_key',
      'authorization',
      'Proxy-Authorization',
    ],
    ...[
      'cookie',
      'Set-Cookie',
      'otp',
      'totpSecret',
      'totp_seed',
      '2faCode',
      'mfa_code',
      'recoveryCodes',
      'voicemail_pin',
    ],
    ...['cvv', 'cvc2', 'securityCode', 'credentials', 'session_key', 'seedPhrase', 'security_answer', 'PHPSESSID'],
  ]
  for (const name of names) expect(redact({ [name]: 'x' }, options), name).toEqual({ [name]: mark })
})

test('what is under the name of a secret goes as a whole, but null, empty and switches stay', () => {
  expect(redact({ password: ['a', { b: 'c' }], secret: { a: 1 }, pin: 1234 }, options)).toEqual({
    ...{ password: mark, secret: mark, pin: mark },
  })
  const empty = { password: null, secret: '', token: {}, tokens: [], otp: true }
  expect(redact(empty, options)).toBe(empty)
})

test('what describes a token stays beside it', () => {
  const token = { id: 't_1', type: 'bearer', scopes: ['read'], expiresAt: '2026-11-20', value: 'x', raw: { a: 'y' } }
  expect(redact({ token, credentials: [{ username: 'ada', password: 'x', hint: 'y' }] }, options)).toEqual({
    token: { ...token, value: mark, raw: { a: mark } },
    credentials: [{ username: 'ada', password: mark, hint: mark }],
  })
})

test('an AWS access key id stays, its secret and session token go', () => {
  const id = 'AKIAIOSFODNN7EXAMPLE'
  expect(redact({ accessKeyId: id, secretAccessKey: 'x/y', sessionToken: 'z', accessKey: id }, options)).toEqual({
    ...{ accessKeyId: id, secretAccessKey: mark, sessionToken: mark, accessKey: id },
  })
  expect(redactText(`aws_access_key_id=${id}\naws_secret_access_key=${'w'.repeat(40)}`, options)).toBe(
    `aws_access_key_id=${id}\naws_secret_access_key=${mark}`,
  )
})

test('names of a tenant count in any style and for any type', () => {
  const own = { secretKeys: ['National ID', 'hiv_positive'] }
  expect(redact({ nationalId: '12', NATIONAL_ID: 12, deep: [{ hivPositive: true }], name: 'Ada' }, own)).toEqual({
    ...{ nationalId: mark, NATIONAL_ID: mark, deep: [{ hivPositive: mark }], name: 'Ada' },
  })
  expect(redactText('/people?national_id=12&page=2', own)).toBe(`/people?national_id=${mark}&page=2`)
})

test('a changed secret leaves that it changed, and nothing else', () => {
  expect(
    redactChanges(
      [
        { path: 'smtp.password', before: 'a', after: 'b' },
        { path: 'users[u_1].token.value', before: 'a' },
        { path: 'settings["api.key"]', after: { a: 1 } },
        { path: 'token.expiresAt', before: '2026', after: '2027' },
        { path: 'name', before: 'Bearer abcdefgh12345678', after: null },
      ],
      options,
    ),
  ).toEqual([
    { path: 'smtp.password', before: mark, after: mark },
    { path: 'users[u_1].token.value', before: mark },
    { path: 'settings["api.key"]', after: { a: mark } },
    { path: 'token.expiresAt', before: '2026', after: '2027' },
    { path: 'name', before: `Bearer ${mark}`, after: null },
  ])
})

test('the name may be a value: pairs, lists of pairs and flat lists of headers', () => {
  expect(
    redact(
      [
        { name: 'password', value: 'x' },
        { field: 'user.token', old: 'x', new: 'y' },
      ],
      options,
    ),
  ).toEqual([
    { name: 'password', value: mark },
    { field: 'user.token', old: mark, new: mark },
  ])
  expect(
    redact(
      {
        headers: [
          ['Cookie', 'a'],
          ['Host', 'b'],
        ],
        rawHeaders: ['Host', 'b', 'X-Api-Key', 'a'],
      },
      options,
    ),
  ).toEqual({
    headers: [
      ['Cookie', mark],
      ['Host', 'b'],
    ],
    rawHeaders: ['Host', 'b', 'X-Api-Key', mark],
  })
  const title = { label: 'Change password', text: 'Choose a new one', to: '/account' }
  expect(redact(title, options)).toBe(title)
})

test.for([
  ['postgres://app:s3cret@db.test:5432/x?sslmode=on', `postgres://${mark}@db.test:5432/x?sslmode=on`],
  ['http://u:p/w?#d@h.test/x', `http://${mark}@h.test/x`],
  [
    'https://host.test/?q=1&access_token=abc&x=2#id_token=d',
    `https://host.test/?q=1&access_token=${mark}&x=2#id_token=${mark}`,
  ],
  [
    'https://bucket.test/f?X-Amz-Signature=0af&X-Amz-Date=2026',
    `https://bucket.test/f?X-Amz-Signature=${mark}&X-Amz-Date=2026`,
  ],
  ['user[password]=x&user%5Btoken%5D=y&z=1', `user[password]=${mark}&user%5Btoken%5D=${mark}&z=1`],
  ['sip:1001:s3cret@pbx.test', `sip:1001:${mark}@pbx.test`],
  [
    'curl -u ada:s3cret -H "Authorization: Bearer abc" --token=x y',
    `curl -u ada:${mark} -H "Authorization: Bearer ${mark}" --token=${mark} y`,
  ],
  ['Cookie: a=b; c=d\nHost: x', `Cookie: ${mark}\nHost: x`],
  ['Authorization: Digest username="a", response="b"', `Authorization: Digest ${mark}`],
  ["ALTER USER a PASSWORD 'b'", `ALTER USER a PASSWORD '${mark}'`],
  ['<a><Password kind="t">b c</Password><n>1</n></a>', `<a><Password kind="t">${mark}</Password><n>1</n></a>`],
  ['Server=x;User Id=sa;Password=y z;Timeout=3', `Server=x;User Id=sa;Password=${mark} z;Timeout=3`],
  ['paid with 4111 1111 1111 1111 12/27', `paid with ${mark} 12/27`],
  ['{"a":[1.50,12345678901234567890],"password":"x"}', `{"a":[1.5,"12345678901234567890"],"password":"${mark}"}`],
  ['sent {"password":"x"} ok', `sent {"password":"${mark}"} ok`],
] as const)('%s loses its secret and nothing else', ([text, expected]) => {
  expect(redactText(text, options)).toBe(expected)
})

const piece = fc.constantFrom(
  ...[
    'password',
    'token',
    '=',
    ':',
    ': ',
    ' ',
    '\n',
    '"',
    '\\"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    ';',
    '&',
    '?',
    '://',
    '@',
    'u:p',
    'x9y',
  ],
  ...[
    'Bearer ',
    'Basic ',
    'dXNlcjpwYXNz',
    'Authorization: ',
    'Digest ',
    'Cookie: ',
    'a=b',
    '--token ',
    '<password>',
    '</password>',
  ],
  ...[
    '4111 1111 1111 1111',
    '%20',
    '%3D',
    'eyJhbGciOiJI.eyJzdWIiOiIx.abc',
    'ghp_',
    '012345678901234567890',
    '{"password":"x"}',
  ],
  ...['-----BEGIN PRIVATE KEY-----', 'AKIAIOSFODNN7EXAMPLE:', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', mark, 'sig='],
)
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

test('names that are one without their secrets stay two, also when it is done again', () => {
  const once = redact({ '<password>password<password>': '', "<password>'<password>": '' }, options)
  expect(Object.keys(Object(once))).toHaveLength(2)
  expect(redact(once, options)).toEqual(once)
})

test('doing it twice is doing it once', () => {
  const value: fc.Arbitrary<Json> = fc.oneof(text, fc.array(text), fc.dictionary(text, text, { noNullPrototype: true }))
  fc.assert(
    fc.property(value, (any) => {
      const once = redact(any, options)
      expect(redact(once, options)).toEqual(once)
    }),
    { numRuns: 5_000 },
  )
})

test('no text takes long, however it is made', { timeout: 60_000 }, () => {
  const made = (part: string, tail = '') => part.repeat(200_000 / part.length) + tail
  const hostile = [
    ...[made('a'), made(' '), made('"'), made('\\', '"'), made(':'), made('a='), made('password='), made('password="')],
    ...[
      made('password={'),
      made('password=\\"'),
      made('password:\n'),
      made('?key='),
      made('token: a '),
      made('<password>', '</'),
    ],
    ...[
      made('://', '@'),
      made('sip:', '@'),
      made('-u a:'),
      made(' --password'),
      made('Bearer '),
      made('Cookie: a=b '),
      made("'Cookie: a=b "),
    ],
    ...[
      made('eyJ'),
      made('eyJaaaaaaaa.'),
      made('ghp_'),
      made('sk-'),
      made('SG.'),
      made('-----BEGIN PRIVATE KEY-----'),
      made('arn:secret:'),
    ],
    ...[
      made('4'),
      made('4111 '),
      made('4111-1111-1111-1112-'),
      made('{"'),
      made('{"a":', made('}')),
      `%${made('z')}`,
      made('%41'),
      made('%2525'),
    ],
  ]
  for (const each of hostile) redact({ each }, options)
})
