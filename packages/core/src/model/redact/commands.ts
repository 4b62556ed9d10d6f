import { type OwnNames, ruleOf } from './key-names.ts'
import { redactedMark } from './mark.ts'

const option = /(?<=(?<!-)--([A-Za-z][\w-]{0,60})\s{1,3})[^\s"'<>-][^\s"'<>]*/g
const curlUser = /(?<=(?<![\w-])(?:-u|--user)\s{0,3}["']?[^\s:"'-][^\s:"']{0,80}:)(?!\[REDACTED])[^\s"']+/g
const sqlPassword = /(?<=\b(?:password|identified by)\s{1,3}')[^']{1,300}(?=')/gi

/** Removes what is handed over after a blank: `--password x`, `curl -u user:x`, `ALTER USER … PASSWORD 'x'`. */
export function redactCommands(text: string, own: OwnNames): string {
  const clean = text.includes("'") ? text.replaceAll(sqlPassword, redactedMark) : text
  if (!clean.includes('-')) return clean
  return clean
    .replaceAll(option, (value, name: string) =>
      !value.startsWith(redactedMark) && ruleOf(name, own) ? redactedMark : value,
    )
    .replaceAll(curlUser, redactedMark)
}
