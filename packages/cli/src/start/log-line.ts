const levels: Record<string, number> = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 }
const warn = 40

export type LogLine = { level: number; text: string }

/**
 * A line of a process as people read it in a terminal. Our own are JSON; anything else (a warning of Node, a crash)
 * passes as it is and counts as a warning.
 */
export function readLogLine(line: string): LogLine {
  const record = parse(line)
  if (record === null) return { level: warn, text: line }

  const error = isRecord(record.err) && typeof record.err.message === 'string' ? `: ${record.err.message}` : ''
  const name = text(record.level)
  return { level: levels[name] ?? warn, text: `${name} ${text(record.msg)}${error}${request(record)}` }
}

export function isWorthShowing(line: LogLine): boolean {
  return line.level >= warn
}

function request({ method, path, status, ms }: Record<string, unknown>): string {
  return typeof method === 'string' ? ` ${method} ${text(path)} ${text(status)} ${text(ms)} ms` : ''
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null
  try {
    const value: unknown = JSON.parse(line)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
