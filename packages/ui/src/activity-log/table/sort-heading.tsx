import type { Sort, SortKey } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { directionOf, nextSort } from '../view/view-address.ts'

interface SortHeadingProps {
  sort: Sort
  sortKey: SortKey
  className: string
  title?: string
  hrefOf: (sort: Sort) => string
  children: ReactNode
}

const arrows = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }

/** A column's heading that sorts: a link, so that it does before scripts arrive. */
export function SortHeading({ sort, sortKey, className, title, hrefOf, children }: SortHeadingProps) {
  const direction = directionOf(sort, sortKey)
  const Arrow = arrows[direction]
  return (
    <th scope="col" className={className} aria-sort={direction} title={title}>
      <Link to={hrefOf(nextSort(sort, sortKey))} preventScrollReset className="sort-link">
        <span className="truncate">{children}</span>
        <Arrow aria-hidden="true" className={direction === 'none' ? 'sort-idle' : undefined} />
      </Link>
    </th>
  )
}
