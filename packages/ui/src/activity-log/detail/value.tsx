import type { QueryKey } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { visibleText } from '../../text/hidden-characters.ts'
import { useQueryEdit } from '../filters/filter-context.tsx'
import { withWord } from '../filters/query-change.ts'
import { ValueActions, type ValueActionsProps } from '../filters/value-actions.tsx'

interface ValueProps extends ValueActionsProps {
  queryKey: QueryKey
  children: ReactNode
}

/** A value that can be asked for or left out where it stands; its actions come after it. */
export function Value({ children, ...actions }: ValueProps) {
  return (
    <span className="value value-scope">
      {children}
      <ValueActions {...actions} />
    </span>
  )
}

/** Longer texts are read, not searched for. */
const searchableLength = 120

/** A value that no key of the query language stands for: it can be searched for as a text. */
export function AnyValue({ text, children }: { text: string; children: ReactNode }) {
  const edit = useQueryEdit()
  if (!edit || text.trim() === '' || text.length > searchableLength) return children
  return (
    <span className="value value-scope">
      {children}
      <span className="value-actions no-print">
        <Link
          to={edit.hrefOf(withWord(edit.query, text))}
          preventScrollReset
          className="value-action"
          title="Search for this text"
          aria-label={`Search for ${visibleText(text, 80)}`}
        >
          <Search aria-hidden="true" />
        </Link>
      </span>
    </span>
  )
}
