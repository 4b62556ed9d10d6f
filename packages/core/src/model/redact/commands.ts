import { type OwnNames, ruleOf } from './key-names.ts'
import { redactedMark } from './mark.ts'

const option = /(?<=(?:^|\s)--([\w-]{1,60})\s{1,3})[^\s-]\S*/g
const curlUser = /(?<=(?:^|\s)(?:-u|--user)\s{0,3}["']?[^\s:"'-][^\s:"']{0,80}:)[^\s"']+/g
const sqlPassword = /(?<=\b(?:password|identified by)\s{1,3}')[^']{1,300}(?=')/gi

/** Removes what is handed over after a blank: `--password x`, `curl -u user:x`, `ALTER USER … PASSWORD 'x'`. */
export function redactCommands(text: string, own: OwnNames): string {
  const clean = text.includes("'") ? text.replaceAll(sqlPassword, redactedMark) : text
  if (!/(?:^|\s)-/.test(clean)) return clean
  return clean
    .replaceAll(option, (value, name: string) => (ruleOf(name, own) ? redactedMark : value))
    .replaceAll(curlUser, redactedMark)
}
