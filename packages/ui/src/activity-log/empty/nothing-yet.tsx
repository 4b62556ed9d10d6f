import { Search } from 'lucide-react'
import { EmptyState } from '../../shell/surface.tsx'

/** Nothing was found so far, and the search was stopped before its end. */
export function NothingYet() {
  return (
    <EmptyState icon={<Search aria-hidden="true" />} title="Nothing found so far">
      The search took long and was stopped. Search further, or narrow the range of days.
    </EmptyState>
  )
}
