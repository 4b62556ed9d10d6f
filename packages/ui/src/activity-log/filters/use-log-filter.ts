import { type EventFilter, filterToSearch, type Query, queryOf, withQuery } from '@daybook/core/query'
import { useLocation, useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
import { useRef, useState } from 'react'
import { viewParameter } from '../views/view-address.ts'
import { addressOf, cleanFilter, filterOfAddress, textOfAddress } from './log-address.ts'

export interface LogFilter {
  /** What the controls show: the draft on a narrow screen, else where the reader is heading, else where they are. */
  shown: EventFilter
  /** The query of `shown`. */
  query: Query
  /** What belongs into the search box, as it was written. */
  text: string
  /** Choices on a narrow screen wait for `apply`. */
  waiting: boolean
  /** Another page of events is on its way. */
  loading: boolean
  /** Sets parts of the filter; `undefined` takes one out. On narrow screens it waits for `apply`. */
  change: (part: Partial<EventFilter>, how?: { replace?: boolean; now?: boolean }) => void
  /** The same for the query. */
  ask: (query: Query, how?: { replace?: boolean; now?: boolean }) => void
  /** Shows what was chosen, and what else a form said. */
  apply: (part?: Partial<EventFilter>) => void
  /** Forgets choices that were not applied. */
  discard: () => void
  /** The address that shows this filter. */
  hrefOf: (filter: EventFilter) => string
  /** The address that asks this of the same days. */
  hrefAsking: (query: Query) => string
  /** The address with the defaults: nothing asked, any time, no saved view. */
  resetHref: string
}

/** Below this width filters are chosen in a sheet and take effect together. */
const narrow = '(width < 48rem)'

/** The filter lives in the address. Nothing else remembers it, so a link, a reload and the back button all agree. */
export function useLogFilterState(current: EventFilter, logPath: string | null): LogFilter {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const navigation = useNavigation()
  const [draft, setDraft] = useState<EventFilter | null>(null)
  const ahead = useAhead()

  const home = logPath === null || logPath === pathname
  const heading = navigation.location?.pathname === pathname && home ? navigation.location.search : null
  const chosen = draft ?? ahead.filter
  const shown = chosen ?? (heading === null ? current : filterOfAddress(heading))
  const text = chosen ? (chosen.q ?? '') : textOfAddress(heading === null ? search : new URLSearchParams(heading))
  const query = queryOf(shown)
  const hrefOf = (filter: EventFilter) => (home ? '' : logPath) + addressOf(filter, search)
  const go = (filter: EventFilter, replace: boolean) => {
    setDraft(null)
    ahead.go(filter)
    navigate(hrefOf(filter), { replace, preventScrollReset: true })
  }
  const change: LogFilter['change'] = (part, { replace = false, now = false } = {}) => {
    const next = { ...shown, ...part }
    if (!now && window.matchMedia(narrow).matches) setDraft(cleanFilter(next))
    else go(next, replace)
  }

  return {
    shown,
    query,
    text: home ? text : '',
    waiting: draft !== null,
    loading: navigation.state !== 'idle' && heading !== null,
    change,
    ask: (next, how) => change({ q: withQuery({}, next).q }, how),
    apply: (part = {}) => {
      const next = cleanFilter({ ...shown, ...part })
      const same = heading === null && String(filterToSearch(next)) === String(filterToSearch(cleanFilter(current)))
      // Nothing was changed: nobody has to be asked again.
      if (same) setDraft(null)
      else go(next, false)
    },
    discard: () => setDraft(null),
    hrefOf,
    hrefAsking: (next) => hrefOf(withQuery(shown, next)),
    resetHref: (home ? '' : logPath) + addressOf({}, withoutView(search)),
  }
}

/**
 * Where the reader has just decided to go, until the router says so too: it takes a moment, in which a box that was
 * ticked would show itself unticked.
 */
function useAhead(): { filter: EventFilter | null; go: (filter: EventFilter) => void } {
  const { key } = useLocation()
  const { location } = useNavigation()
  const [ahead, setAhead] = useState<{ filter: EventFilter; since: unknown } | null>(null)
  const now = location ?? key
  const latest = useRef<unknown>(now)
  latest.current = now
  return {
    filter: ahead && ahead.since === now ? ahead.filter : null,
    go: (filter) => setAhead({ filter, since: latest.current }),
  }
}

function withoutView(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search].filter(([key]) => key !== viewParameter))
}
