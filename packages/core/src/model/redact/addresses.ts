import { redactedMark } from './mark.ts'

/**
 * What stands before the host in `scheme://user:password@host`, tried in this order: credentials as they should be
 * written, those with an unencoded / ? or # in the password, and a long token in place of both. What looks like a port
 * (`host:8080/@x`) is none of them. Lengths are bounded so that no text can make this slow.
 */
const port = String.raw`(?!\d{1,5}[/?#])`
const user = String.raw`(?!\[)[^\s/?#@:"'<>]{0,256}?(?::|%3A)${port}(?!\[REDACTED])`
const credentials = new RegExp(
  String.raw`(?<=://)(?:${user}[^\s/?#"'<>]{0,256}(?=@)|${user}[^\s"'<>]{0,256}?(?=@)|[^\s/?#@:"'<>]{20,256}(?=@))`,
  'gi',
)

/** `sip:user:password@host` is written without slashes. */
const sipCredentials = /(?<=\bsips?:[^\s@:;?"'<>]{1,128}:)[^\s@"'<>]{1,256}(?=@)/gi

/** Removes the credentials from addresses in a text. The hosts stay. */
export function redactAddresses(text: string): string {
  if (!text.includes('@')) return text
  return text.replaceAll(credentials, redactedMark).replaceAll(sipCredentials, redactedMark)
}
