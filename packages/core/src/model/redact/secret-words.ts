import type { KeyRule, SecretNoun } from './key-rule.ts'

/** The vocabulary of key names. How the words are put together is told in key-names.ts. */

const whole: KeyRule = { numbers: true, objects: 'replace' }
/** A number under a plural is how many there are. */
const several: KeyRule = { numbers: false, objects: 'replace' }
const holder: KeyRule = { numbers: true, objects: 'search' }
/** `tokens: 512` and `"max_tokens": "512"` are amounts. */
const holders: KeyRule = { numbers: false, objects: 'search', except: (text) => /^\d{1,9}$/.test(text) }
/** An AWS access key id names a key and opens nothing. */
const accessKey: KeyRule = { ...holder, except: (text) => /^A(?:KIA|SIA)[A-Z0-9]{12,}$/.test(text) }
/** AWS calls what tells a retry from a second request a client token: a UUID. */
const clientToken: KeyRule = { ...holder, except: (text) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) }
const textOnly: KeyRule = { numbers: false, objects: 'walk' }
/** Masked numbers (`•••• 4242`) tell which card it was and may stay. */
const card: KeyRule = { numbers: true, objects: 'walk', except: (text) => text.replaceAll(/\D/g, '').length < 12 }

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

function nouns(rule: KeyRule, tail: SecretNoun['tail'], text: string): [string, SecretNoun][] {
  return words(text).map((word) => [word, { rule, tail }])
}

/** Up to three words of a name, written together. */
export const secretNouns: ReadonlyMap<string, SecretNoun> = new Map([
  ...nouns(
    whole,
    'any',
    `password passwd pwd pswd passw pw passphrase passcode passwort kennwort wachtwoord contraseña contrasena senha
    motdepasse secret privatekey privkey secretkey masterkey signingkey encryptionkey decryptionkey sharedkey
    presharedkey psk hmackey sessionkey authkey accountkey storagekey serverkey keymaterial seedphrase mnemonicphrase
    recoveryphrase recoverykey walletseed codeverifier securityanswer phpsessid jsessionid sessid clientassertion
    samlresponse samlassertion`,
  ),
  ...nouns(several, 'any', 'passwords passphrases passcodes secrets privatekeys secretkeys recoverykeys'),
  ...nouns(holder, 'any', 'token jwt bearer apikey appkey applicationkey credential'),
  ...nouns(holders, 'any', 'tokens jwts apikeys appkeys credentials'),
  ...nouns(accessKey, 'any', 'accesskey accesskeys'),
  ...nouns(clientToken, 'any', 'clienttoken'),
  ...nouns(
    holder,
    'known',
    `pin otp totp hotp otpcode totpcode mfacode twofactorcode twofacode 2facode facode onetimecode verificationcode
    securitycode recoverycode backupcode authcode authorizationcode smscode logincode accesscode resetcode devicecode
    otpseed totpseed mfaseed csrf xsrf cvv cvc csc cvn`,
  ),
  ...nouns(holders, 'known', 'pins otps recoverycodes backupcodes verificationcodes'),
  ...nouns(several, 'known', 'cookie cookies setcookie'),
  ...nouns(textOnly, 'known', 'authorization proxyauthorization pass'),
  ...nouns(card, 'known', 'cardnumber ccnumber creditcardnumber cardno pan'),
])

/** Endings of a word that does not show where its parts end (`dbpassword`). */
export const nounEndings = words('password passwd passphrase secret token tokens apikey privatekey pass')

/** Beginnings of such a word (`passwordhash`). */
export const nounBeginnings = words('password passwd passphrase secret token apikey privatekey')

/** Whole names, written together, that look like secrets and are not. */
export const innocentNames: ReadonlySet<string> = new Set(
  words(`xamzcredential clientrequesttoken bypass compass trespass overpass underpass surpass encompass boardingpass
    lowpass highpass bandpass allpass multipass seasonpass weekpass daypass`),
)

/** Words that make the noun after them harmless: `nextToken` is where the next page starts. */
export const innocentBefore: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  ['token', 'tokens'].map((noun) => [
    noun,
    new Set(words('next previous page nextpage continuation pagination cursor sync idempotency dedup design hashed')),
  ]),
)

/** After a noun whose compounds are mostly harmless, these still mean the secret itself. */
export const tailWords: ReadonlySet<string> = new Set(
  words(`value values text plaintext plain string header headers hash digest data raw code number digits new old
    current previous confirm confirmation repeat again key keybase accesskey secret`),
)

/** As last word of a name: it tells something about a secret. */
export const attributeWords: ReadonlySet<string> = new Set(
  words(`id ids uuid arn ref reference references type types kind class category name names label title description
    message messages jti sub iss aud exp iat nbf kid alg azp
    at on date day days time timestamp until since by hour hours minute minutes second seconds ms period interval
    expiry expires expiration expired ttl age lifetime duration validity created updated changed modified rotated
    rotation revoked reset resets issued used usage uses last four
    count counts counter total limit limits max min maximum minimum quota budget length len size bytes strength score
    level levels complexity entropy characters chars uppercase lowercase symbols
    policy policies rule rules requirement requirements required enabled disabled allowed set exists present verified
    valid invalid status state version revision algorithm alg method methods mode format encoding charset
    authentication grant provider issuer source scope scopes audience permission permissions role roles
    url uri endpoint host hostname path file filename link links page form field fields column screen
    prefix fingerprint thumbprint checksum owner user users username email mail locale language country currency
    error errors failure failures attempt attempts tries retries event events action actions reason
    manager bucket ring position symbol price balance supply visible visibility hidden template less
    consent banner notice notification notifications reminder change changes check checks`),
)
