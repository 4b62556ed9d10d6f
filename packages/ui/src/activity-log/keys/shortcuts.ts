/** What a key does. */
export type Shortcut =
  | 'sheet'
  | 'search'
  | 'range'
  | 'next'
  | 'previous'
  | 'open'
  | 'expand'
  | 'event-before'
  | 'event-after'
  | 'leave'
  | 'link'
  | 'json'
  | 'refresh'
  | 'live'
  | 'utc'
  | 'clear'
  | 'export'
  | 'go-activity'
  | 'go-sessions'
  | 'go-sign-ins'
  | 'go-exports'
  | 'go-integrity'

export interface ShortcutWords {
  /** As people press them: one after the other. */
  keys: readonly string[]
  does: string
}

const byKey: Readonly<Record<string, Shortcut>> = {
  '?': 'sheet',
  '/': 'search',
  t: 'range',
  j: 'next',
  k: 'previous',
  o: 'open',
  e: 'expand',
  '[': 'event-before',
  ']': 'event-after',
  Escape: 'leave',
  y: 'link',
  c: 'json',
  r: 'refresh',
  l: 'live',
  u: 'utc',
  X: 'clear',
  E: 'export',
}

/** Only from a row: elsewhere they scroll. */
const onRows: Readonly<Record<string, Shortcut>> = { ArrowDown: 'next', ArrowUp: 'previous' }

const afterGo: Readonly<Record<string, Shortcut>> = {
  a: 'go-activity',
  s: 'go-sessions',
  l: 'go-sign-ins',
  x: 'go-exports',
  i: 'go-integrity',
}

/** Where `g` and a letter lead, in every app. */
export const goPaths: Partial<Record<Shortcut, string>> = {
  'go-activity': '/audit-log',
  'go-sessions': '/sessions',
  'go-sign-ins': '/sign-ins',
  'go-exports': '/exports',
  'go-integrity': '/integrity',
}

export interface KeyPress {
  key: string
  /** Control, Alt or the command key is held: then it is the browser's. */
  modified: boolean
  typing: boolean
  onRow: boolean
  /** `g` was pressed just before. */
  afterG: boolean
}

/** What a key press means; `g` waits for a second key, null leaves it to the browser. */
export function readKey({ key, modified, typing, onRow, afterG }: KeyPress): Shortcut | 'g' | null {
  if (modified || typing) return null
  if (afterG && Object.hasOwn(afterGo, key)) return afterGo[key] ?? null
  if (key === 'g') return 'g'
  if (onRow && Object.hasOwn(onRows, key)) return onRows[key] ?? null
  return Object.hasOwn(byKey, key) ? (byKey[key] ?? null) : null
}

/** For the sheet, in the order in which one meets them. */
export const shortcutGroups: readonly { title: string; shortcuts: readonly ShortcutWords[] }[] = [
  {
    title: 'Find',
    shortcuts: [
      { keys: ['/'], does: 'Search' },
      { keys: ['t'], does: 'Choose the days' },
      { keys: ['Shift', 'X'], does: 'Clear all filters' },
      { keys: ['r'], does: 'Look for new events' },
      { keys: ['l'], does: 'Auto-refresh on or off' },
      { keys: ['Shift', 'E'], does: 'Export' },
    ],
  },
  {
    title: 'Rows',
    shortcuts: [
      { keys: ['j'], does: 'Next row (also ↓ on a row)' },
      { keys: ['k'], does: 'Row before (also ↑)' },
      { keys: ['Enter'], does: 'Open beside the log (also o)' },
      { keys: ['e'], does: 'Open in place' },
      { keys: ['u'], does: 'Times in UTC and back' },
    ],
  },
  {
    title: 'An opened event',
    shortcuts: [
      { keys: ['['], does: 'Event before' },
      { keys: [']'], does: 'Next event' },
      { keys: ['y'], does: 'Copy its link' },
      { keys: ['c'], does: 'Copy it as JSON' },
      { keys: ['Esc'], does: 'Close' },
    ],
  },
  {
    title: 'Go to',
    shortcuts: [
      { keys: ['g', 'a'], does: 'Activity' },
      { keys: ['g', 's'], does: 'Sessions' },
      { keys: ['g', 'l'], does: 'Sign-ins' },
      { keys: ['g', 'x'], does: 'Exports' },
      { keys: ['g', 'i'], does: 'Integrity' },
    ],
  },
]
