import { redactedMark } from './mark.ts'

/**
 * Secrets that show what they are: private keys, signed tokens and the keys of services that mark theirs with a prefix.
 * Every pattern is read once from left to right: none may try the same stretch of text again and again.
 */

/** Up to its end; a key that was cut off reaches to the end of the text. Blanks may be encoded as in a form. */
const label = String.raw`[A-Z0-9 %+]{0,60}PRIVATE(?: |%20|\+)KEY[A-Z %+]{0,16}-----`
const privateKeys = new RegExp(String.raw`-----BEGIN${label}[\s\S]*?(?:-----END${label}|$)`, 'g')
const puttyKeys = /PuTTY-User-Key-File-\d:[\s\S]*/g

/** Keys of services that mark theirs beyond doubt. */
const marked = [
  // GitHub, GitLab
  /gh[pousr]_[A-Za-z0-9]{20,}/,
  /github_pat_\w{20,}/,
  /gl(?:pat|dt|rt|cbt|ptt|soat)-[\w.-]{16,}/,
  // Slack
  /xox[a-z]-[\w-]{10,}/,
  /xapp-[\w-]{10,}/,
  // Google
  /AIza[\w-]{30,}/,
  /ya29\.[\w.-]{20,}/,
  /GOCSPX-[\w-]{20,}/,
  // Stripe and those who write keys the same way
  /[sr]k_(?:live|test)_\w{10,}/,
  /whsec_[\w+/=]{16,}/,
  // Daybook
  /dbk_[\w.-]{16,}/,
  // AWS session tokens
  /(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[\w+/=%]{20,}/,
  // Brevo, npm, PyPI, Shopify, DigitalOcean, Atlassian, age
  /xkeysib-[\w-]{32,}/,
  /npm_[A-Za-z0-9]{30,}/,
  /pypi-[\w-]{50,}/,
  /shp(?:at|ca|pa|ss)_[A-Za-z0-9]{30,}/,
  /do[opr]_v1_[0-9a-f]{60,}/,
  /ATATT3[\w=-]{20,}/,
  /AGE-SECRET-KEY-1[A-Z0-9]{40,}/,
]

/** These begin like words do: they must not be the tail of another, but may follow an escape (`\\n`, `%3D`). */
const begun = [
  // OpenAI, Anthropic
  /sk-(?:ant-|proj-|svcacct-)?(?=[A-Za-z_-]*\d)[\w-]{20,}/,
  // Hugging Face, SendGrid, Mailgun, Vault
  /hf_[A-Za-z0-9]{30,}/,
  /SG\.[\w-]{16,}\.[\w-]{16,}/,
  /key-[0-9a-f]{32}(?![\w-])/,
  /hv[sbr]\.[\w-]{20,}/,
  // JSON Web Tokens, signed (three parts) and encrypted (five)
  /eyJ[\w-]{8,}(?:\.[\w-]*){2,4}/,
]

const tokens = new RegExp(`${anyOf(marked)}|(?:(?<![\\w-])|(?<=%[\\dA-Fa-f]{2}|\\\\[nrt]))(?:${anyOf(begun)})`, 'g')

function anyOf(patterns: readonly RegExp[]): string {
  return patterns.map((pattern) => pattern.source).join('|')
}

/** An AWS secret has no mark of its own: it is known by the key id it stands beside. */
const awsSecrets =
  /\b(A(?:KIA|SIA)[A-Z0-9]{12,20})([\s:,;|/"'=]{1,10}(?:\w{1,40}["']?\s?[:=]\s?["']?)?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g

const isSuspicious =
  /-----BEGIN|PuTTY|gh[pousr]_|github_pat_|gl[a-z]{2,4}-|xox|xapp-|AIza|ya29|GOCSPX|[sr]k_|whsec_|dbk_|FwoGZ|IQoJ|sk-|hf_|SG\.|key-|xkeysib|npm_|pypi-|hv[sbr]\.|shp|do[opr]_v1|ATATT3|AGE-|eyJ|A[KS]IA/

export function redactShapes(text: string): string {
  if (!isSuspicious.test(text)) return text
  return text
    .replaceAll(privateKeys, redactedMark)
    .replaceAll(puttyKeys, redactedMark)
    .replaceAll(tokens, redactedMark)
    .replaceAll(awsSecrets, `$1$2${redactedMark}`)
}
