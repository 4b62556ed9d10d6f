import { afterEach, beforeEach, vi } from 'vitest'

type Method = 'error' | 'warn'

declare global {
  /** Says that this test is meant to write to `console.error` or `console.warn` something that matches. */
  var expectConsole: (method: Method, pattern: RegExp | string) => void
}

const methods: Method[] = ['error', 'warn']
let written: { method: Method; text: string }[] = []
let expected: { method: Method; pattern: RegExp | string }[] = []

globalThis.expectConsole = (method, pattern) => void expected.push({ method, pattern })

beforeEach(() => {
  written = []
  expected = []
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => {
      written.push({ method, text: values.map(asText).join(' ') })
    })
  }
})

// Complaints that nobody reads hide the one that matters, so an unexpected one fails the test that caused it.
afterEach(() => {
  for (const method of methods) vi.mocked(console[method]).mockRestore()

  const surprises = written.filter((line) => !expected.some((wanted) => matches(wanted, line)))
  const missing = expected.filter((wanted) => !written.some((line) => matches(wanted, line)))
  const complaints = [
    ...surprises.map(({ method, text }) => `console.${method} was called: ${text}`),
    ...missing.map(({ method, pattern }) => `console.${method} was expected but not called: ${pattern}`),
  ]
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
})

function matches(
  wanted: { method: Method; pattern: RegExp | string },
  line: { method: Method; text: string },
): boolean {
  if (wanted.method !== line.method) return false
  return typeof wanted.pattern === 'string' ? line.text.includes(wanted.pattern) : wanted.pattern.test(line.text)
}

function asText(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message
  return typeof value === 'string' ? value : JSON.stringify(value)
}
