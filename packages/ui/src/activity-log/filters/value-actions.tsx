import { excluding, type QueryKey, queryKeys, valuesOf } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { visibleText } from '../../text/hidden-characters.ts'
import { useQueryEdit } from './filter-context.tsx'
import { onlyValue } from './query-change.ts'
import { onlyIcon, outIcon, ValueActionIcon } from './value-icons.tsx'

export interface ValueActionsProps {
  queryKey: QueryKey
  /** As the query language has it: an actor's key, a module's, an address. */
  value: string
  /** The value in words: `Maria Lopez`. */
  label: string
}

/**
 * What can be done with a value that somebody is looking at: *Only this* and *Leave this out*, one press each. Quiet
 * until the pointer is over the element it stands in, or the focus is in its row; there it lies over the end of the
 * element (which should be `position: relative`). Links, so that they work before scripts do and open in a new tab.
 */
export function ValueActions({ queryKey, value, label }: ValueActionsProps) {
  const edit = useQueryEdit()
  if (!edit) return null
  const { query, hrefOf } = edit
  const asked = valuesOf(query, queryKey)
  const alone = asked.length === 1 && asked[0] === value
  const what = `${queryKeys[queryKey].label} ${visibleText(label, 80)}`
  return (
    <span className="value-actions no-print">
      {alone ? null : (
        <Link
          to={hrefOf(onlyValue(query, queryKey, value))}
          preventScrollReset
          className="value-action"
          title="Only this"
          aria-label={`Only ${what}`}
        >
          <ValueActionIcon name={onlyIcon} />
        </Link>
      )}
      <Link
        to={hrefOf(excluding(query, queryKey, value))}
        preventScrollReset
        className="value-action"
        title="Leave this out"
        aria-label={`Leave out ${what}`}
      >
        <ValueActionIcon name={outIcon} />
      </Link>
    </span>
  )
}
