import type { EventFilter } from '@daybook/core/query'
import { useLocation, useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import { addressOf, cleanFilter, filterOfAddress } from './log-address.ts'

export interface LogFilter {
  /** What the controls show: the draft on a narrow screen, else where the reader is heading, else where they are. */
  shown: EventFilter
  /** Another page of events is on its way. */
  loading: boolean
  /** Sets parts of the filter; `undefined` takes one out. On narrow screens it waits for `apply`. */
  change: (part: Partial<EventFilter>, how?: { replace?: boolean; now?: boolean }) => void
  /** Shows what was chosen, and what else a form said. */
  apply: (part?: Partial<EventFilter>) => void
  /** The address that shows this filter. */
  hrefOf: (filter: EventFilter) => string
}

/** Below this width filters are chosen in a sheet and take effect together. */
const narrow = '(width < 48rem)'

/** The filter lives in the address. Nothing else remembers it, so a link, a reload and the back button all agree. */
export function useLogFilter(current: EventFilter): LogFilter {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const navigation = useNavigation()
  const [draft, setDraft] = useState<EventFilter | null>(null)

  const heading = navigation.location?.pathname === pathname ? filterOfAddress(navigation.location.search) : null
  const shown = draft ?? heading ?? current
  const hrefOf = (filter: EventFilter) => addressOf(filter, search)
  const go = (filter: EventFilter, replace: boolean) => {
    setDraft(null)
    navigate(hrefOf(filter), { replace, preventScrollReset: true })
  }

  return {
    shown,
    loading: navigation.state !== 'idle' && heading !== null,
    change: (part, { replace = false, now = false } = {}) => {
      const next = cleanFilter({ ...shown, ...part })
      if (!now && window.matchMedia(narrow).matches) setDraft(next)
      else go(next, replace)
    },
    apply: (part = {}) => go(cleanFilter({ ...shown, ...part }), false),
    hrefOf,
  }
}
