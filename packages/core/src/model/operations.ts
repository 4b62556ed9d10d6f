/**
 * What kind of thing an action did. The set is closed: a word it does not hold becomes `other` and is kept beside it
 * as `operationWord`, so that nothing a platform sends is refused or lost.
 */
export const operations = [
  'create',
  'update',
  'delete',
  'revoke',
  'assign',
  'unassign',
  'sync',
  'export',
  'transfer',
  'activate',
  'deactivate',
  'import',
  'merge',
  'reset',
  'generate',
  'login',
  'logout',
  'login_failed',
  'read',
  'download',
  'play',
  'assume',
  'deny',
  'other',
] as const

export type Operation = (typeof operations)[number]

/** The colour family of a badge. The word and the icon always stand beside it. */
export type OperationTone =
  | 'create'
  | 'update'
  | 'delete'
  | 'revoke'
  | 'assign'
  | 'unassign'
  | 'sync'
  | 'export'
  | 'neutral'
  | 'danger'

interface OperationWords {
  /** On the badge: `Updated`. */
  label: string
  /** In a sentence: `Maria Lopez updated …`. */
  verb: string
  tone: OperationTone
}

const words: Record<Operation, OperationWords> = {
  create: { label: 'Created', verb: 'created', tone: 'create' },
  update: { label: 'Updated', verb: 'updated', tone: 'update' },
  delete: { label: 'Deleted', verb: 'deleted', tone: 'delete' },
  revoke: { label: 'Revoked', verb: 'revoked', tone: 'revoke' },
  assign: { label: 'Assigned', verb: 'assigned', tone: 'assign' },
  unassign: { label: 'Unassigned', verb: 'unassigned', tone: 'unassign' },
  sync: { label: 'Synced', verb: 'synced', tone: 'sync' },
  export: { label: 'Exported', verb: 'exported', tone: 'export' },
  transfer: { label: 'Transferred', verb: 'transferred', tone: 'neutral' },
  activate: { label: 'Activated', verb: 'activated', tone: 'neutral' },
  deactivate: { label: 'Deactivated', verb: 'deactivated', tone: 'neutral' },
  import: { label: 'Imported', verb: 'imported', tone: 'neutral' },
  merge: { label: 'Merged', verb: 'merged', tone: 'neutral' },
  reset: { label: 'Reset', verb: 'reset', tone: 'neutral' },
  generate: { label: 'Generated', verb: 'generated', tone: 'neutral' },
  login: { label: 'Signed in', verb: 'signed in', tone: 'neutral' },
  logout: { label: 'Signed out', verb: 'signed out', tone: 'neutral' },
  login_failed: { label: 'Sign-in failed', verb: 'failed to sign in', tone: 'danger' },
  read: { label: 'Viewed', verb: 'viewed', tone: 'neutral' },
  download: { label: 'Downloaded', verb: 'downloaded', tone: 'neutral' },
  play: { label: 'Played', verb: 'played', tone: 'neutral' },
  assume: { label: 'Assumed', verb: 'assumed', tone: 'neutral' },
  deny: { label: 'Denied', verb: 'was denied', tone: 'danger' },
  other: { label: 'Other', verb: 'did something to', tone: 'neutral' },
}

export function describeOperation(operation: Operation): OperationWords {
  return words[operation]
}

export function isOperation(word: string): word is Operation {
  return (operations as readonly string[]).includes(word)
}

/** Words other systems use for the same thing. */
const synonyms: Record<string, Operation> = {
  created: 'create',
  add: 'create',
  added: 'create',
  updated: 'update',
  edit: 'update',
  edited: 'update',
  change: 'update',
  changed: 'update',
  modify: 'update',
  deleted: 'delete',
  remove: 'delete',
  removed: 'delete',
  destroyed: 'delete',
  revoked: 'revoke',
  assigned: 'assign',
  unassigned: 'unassign',
  synced: 'sync',
  exported: 'export',
  transferred: 'transfer',
  activated: 'activate',
  enabled: 'activate',
  deactivated: 'deactivate',
  disabled: 'deactivate',
  imported: 'import',
  merged: 'merge',
  reset: 'reset',
  generated: 'generate',
  signed_in: 'login',
  logged_in: 'login',
  signed_out: 'logout',
  logged_out: 'logout',
  login_failure: 'login_failed',
  failed_login: 'login_failed',
  sign_in_failed: 'login_failed',
  signin_failed: 'login_failed',
  viewed: 'read',
  opened: 'read',
  accessed: 'read',
  downloaded: 'download',
  played: 'play',
  assumed: 'assume',
  denied: 'deny',
}

/** The operation a word means, or null when we do not know the word. */
export function parseOperation(word: string): Operation | null {
  const key = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  if (isOperation(key)) return key
  // `constructor` is a word somebody may send.
  return Object.hasOwn(synonyms, key) ? (synonyms[key] ?? null) : null
}
