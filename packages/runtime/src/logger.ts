import pino from 'pino'
import type { LogLevel } from './config/config.ts'
import { errorRecord, safeMessage } from './error-record.ts'

export type Logger = pino.Logger

export type LoggerOptions = {
  /** Default: `DAYBOOK_LOG_LEVEL`, else `info`. */
  level?: LogLevel
  /** Default: standard output. */
  destination?: { write(line: string): void }
}

/** Names, in lower case without `-` and `_`, whose values never reach a log line. */
const secretNames = new Set([
  'authorization',
  'proxyauthorization',
  'cookie',
  'cookies',
  'setcookie',
  'password',
  'currentpassword',
  'newpassword',
  'passwordhash',
  'token',
  'secret',
  'apikey',
  'totp',
  'otp',
  'recoverycodes',
  'databaseurl',
  'smtpurl',
])

const marker = '[REDACTED]'
const depthMax = 6

/** One line of JSON per event, secrets replaced, errors reduced to what is safe to keep. */
export function createLogger(name: string, { level, destination }: LoggerOptions = {}): Logger {
  const options: pino.LoggerOptions = {
    name,
    level: level ?? process.env.DAYBOOK_LOG_LEVEL ?? 'info',
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => redactFields(fields, 0),
    },
    // What a child logger is given passes by the formatters.
    redact: { paths: ['authorization', 'cookie', 'password', 'token', 'secret', 'apiKey'], censor: marker },
    // The errors are records already when pino's own serializer would see them.
    serializers: { err: (record: unknown) => record },
    hooks: { logMethod: logSafely, streamWrite: withoutTricks },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** Controls JSON leaves as they are, what turns or hides text, and what some readers take for the end of a line. */
const tricks = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/** Written as escapes, which mean the same in JSON: whoever reads a line on a screen sees what is in it. */
function withoutTricks(line: string): string {
  return line.replaceAll(tricks, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Left to itself, pino takes an error's message, parameters of a failed query included, as the text of the line. */
function logSafely(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const [first, text, ...rest]: unknown[] = args
  const error = first instanceof Error ? first : errorIn(first)
  if (error === null) {
    method.apply(this, args)
    return
  }
  const fields = first instanceof Error ? { err: first } : first
  const message = typeof text === 'string' ? text : safeMessage(error)
  method.apply(this, [fields, message, ...rest] as unknown as Parameters<pino.LogFn>)
}

function errorIn(fields: unknown): Error | null {
  if (typeof fields !== 'object' || fields === null || !('err' in fields)) return null
  return fields.err instanceof Error ? fields.err : null
}

function redactFields(fields: Record<string, unknown>, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isSecret(name) ? marker : redactValue(value, depth + 1)]),
  )
}

function isSecret(name: string): boolean {
  return secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''))
}

function redactValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return errorRecord(value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth > depthMax) return '[too deep]'
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  return redactFields(value as Record<string, unknown>, depth)
}
