import type { AuditEvent } from '@daybook/core/model'
import { printQuery, type Query, type QueryKey } from '@daybook/core/query'
import type { Scope } from '@daybook/db'
import type { RelatedEvents } from './views.ts'

/** The query that shows all events of a group, or null where there is none that this reader may ask. */
export function relatedQuery(
  by: RelatedEvents['by'],
  event: AuditEvent,
  { level }: Pick<Scope, 'level'>,
): string | null {
  const [target] = event.targets
  switch (by) {
    case 'batch':
      return ask(['batch', event.batchId])
    case 'target':
      if (level === 'evidence' && target?.id) return ask(['target_type', target.type], ['target_id', target.id])
      return target?.name ? ask(['target_type', target.type], ['target', target.name]) : null
    case 'request':
      return level === 'evidence' ? ask(['request', event.requestId]) : null
    case 'session':
      return level === 'evidence' ? ask(['session', event.sessionId]) : null
    case 'correlation':
      return level === 'evidence' ? ask(['correlation', event.correlationId]) : null
    case 'parent':
    case 'children':
      return null
  }
}

function ask(...terms: [QueryKey, string | null][]): string | null {
  const query: Query = terms.flatMap(([key, value]) =>
    value ? [{ kind: 'term' as const, key, not: false, values: [value] }] : [],
  )
  return query.length > 0 ? printQuery(query) : null
}
