/** Words that stand where a secret would and tell about it instead: whether there is one, whether it is needed. */
const plainWords: ReadonlySet<string> = new Set(
  `true false yes no on off null nil none undefined empty unset missing unknown optional required enabled disabled
  invalid incorrect wrong expired high medium low`.split(/\s+/),
)

/** Names of secrets kept elsewhere: AWS resources, secrets of Google Cloud. */
const reference = /^(?:arn:aws[\w-]*:|projects\/[\w-]+\/secrets\/)[\w.:/*!@+=-]*$/

/** Whether a text under the name of a secret cannot be one. */
export function isHarmless(text: string): boolean {
  return text.length < 20 ? plainWords.has(text.toLowerCase()) : reference.test(text)
}
