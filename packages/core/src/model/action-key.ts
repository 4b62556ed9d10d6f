/** One spelling for comparing actions: `audit_log.accessed`, `audit_log_accessed` and `Audit_Log.Accessed` are one action. */
export function actionKey(action: string): string {
  return action.toLowerCase().replaceAll('.', '_')
}

/** Whether an event's action is the one a filter names; `*` at the end stands for the rest (`campaign.*`). */
export function actionMatches(action: string, wanted: string): boolean {
  const key = actionKey(wanted)
  return key.endsWith('*') ? actionKey(action).startsWith(key.slice(0, -1)) : actionKey(action) === key
}
