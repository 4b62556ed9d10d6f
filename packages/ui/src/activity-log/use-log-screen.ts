import type { EventRow } from '@daybook/api/shared'
import { type Sort, sortDefault } from '@daybook/core/query'
import { useLocation, useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { EventPanelProps } from './detail/event-panel.tsx'
import { useLogFilter } from './filters/filter-context.tsx'
import { eventAddress } from './filters/log-address.ts'
import { focusRow, rowOf } from './keys/rows.ts'
import { useLogKeys } from './keys/use-log-keys.ts'
import { canPlace, type EventList } from './list/event-list.ts'
import { type AutoRefresh, useAutoRefresh } from './list/use-auto-refresh.ts'
import { type ListQuestion, type LoadedList, useEventList } from './list/use-event-list.ts'
import type { LogView } from './table/log-view.ts'
import { columnsDefault, type Density, type LogColumn } from './view/columns.ts'
import { type Layout, useLayout } from './view/use-layout.ts'
import { useSaid } from './view/use-said.ts'
import { readsAgain, sortAddress, type ViewOfAddress, viewOfAddress, withLook } from './view/view-address.ts'

interface ScreenProps {
  region: RefObject<HTMLDivElement>
  question: ListQuestion
  remembered: { columns: readonly LogColumn[] | undefined; density: Density }
  now: Date
  readers: string | undefined
  shortcuts: boolean
  /** The events of this address could not be read; what is on screen is older. */
  failed: boolean
  onExport: (() => void) | null
}

/** What the parts of the screen share. */
export interface LogScreen {
  list: EventList | null
  loaded: LoadedList
  address: ViewOfAddress
  view: LogView
  layout: Layout
  refresh: AutoRefresh
  /** Another page is on its way. */
  busy: boolean
  expanded: ReadonlySet<number>
  panel: PanelPlace | null
  /** What those hear who do not see the rows. */
  said: string
  sortHref: (sort: Sort) => string
  toggleLive: () => void
  showWaiting: () => void
  cancel: () => void
  toTop: () => void
  /** Whether the shortcut sheet lies open. */
  sheetOpen: boolean
  setSheetOpen: (open: boolean) => void
}

type PanelPlace = Omit<EventPanelProps, 'opened' | 'look' | 'zone' | 'now' | 'readers'>

export function useLogScreen(props: ScreenProps): LogScreen {
  const { region, question, now, readers, failed } = props
  const { sort, zone } = question
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const address = viewOfAddress(search)
  const layout = useLayout({ columns: props.remembered.columns ?? columnsDefault, density: props.remembered.density })
  const loaded = useEventList(question)
  const { list } = loaded
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set())
  const [sheetOpen, setSheetOpen] = useState(false)
  const said = useSaid(list)
  const reading = useReading()
  const go = (to: string, replace = true) => navigate(to, { replace, preventScrollReset: true })

  const panelHref = (number: number) => withLook(search, { event: number })
  const onOpen = ({ number }: EventRow) => go(panelHref(number), address.event !== null)
  const latest = useRef({ onOpen })
  latest.current = { onOpen }
  const { columns, density, room } = layout
  const level = list?.level ?? 'log'
  const look = list?.look ?? ''
  const shownZone = address.utc ? 'UTC' : zone
  const panelOpen = address.event !== null
  const view = useMemo<LogView>(
    () => ({
      columns,
      room,
      density,
      sort,
      zone: shownZone,
      now,
      level,
      look,
      readers,
      panelOpen,
      panelHref: (number) => withLook(search, { event: number }),
      pageHref: (number) => eventAddress(pathname, number, search),
      onToggle: (number) => setExpanded((open) => toggled(open, number)),
      onOpen: (row) => latest.current.onOpen(row),
    }),
    [columns, room, density, sort, shownZone, now, level, look, readers, panelOpen, search, pathname],
  )

  const firstPage = address.firstRow === 1 && !search.has('cursor')
  const placeable = firstPage && canPlace(sort)
  const hold = () => {
    const inTheWay = expanded.size > 0 || panelOpen || !isAtTop(region.current)
    return sort !== sortDefault || !firstPage || inTheWay
  }
  const refresh = useAutoRefresh(address.live && list !== null && !failed, async () => {
    const arrived = await loaded.askNewer(hold)
    if (arrived > 0) said.say(newWords(arrived))
  })
  const showWaiting = () => {
    if (!placeable) {
      if (firstPage) loaded.readAgain()
      else go(withLook(search, { cursor: null, row: null }), false)
      return
    }
    loaded.showWaiting()
    requestAnimationFrame(() => {
      region.current?.querySelector('.log')?.scrollIntoView({ block: 'start' })
      focusRow(region.current?.querySelector<HTMLElement>('.log-row-fresh, .log-row') ?? null)
    })
  }
  const readNow = async () => {
    refresh.resume()
    if (!placeable) return loaded.readAgain()
    const waiting = list?.waiting.length ?? 0
    const arrived = await loaded.askNewer(() => false).catch(() => 0)
    if (waiting > 0) loaded.showWaiting()
    said.say(arrived + waiting > 0 ? newWords(arrived + waiting) : 'No new events')
  }
  const toggleLive = () => go(withLook(search, { live: address.live ? null : 1 }))
  const { hrefOf } = useLogFilter()

  useLogKeys(region, props.shortcuts, {
    sheet: () => setSheetOpen(true),
    refresh: () => void readNow(),
    live: toggleLive,
    clear: () => go(hrefOf({}), false),
    ...(props.onExport && { export: props.onExport }),
  })
  useCloseOnNews(list?.look ?? null, panelOpen, () => go(withLook(search, { event: null })))
  const panel = usePanel({ region, list, event: address.event, search, pageHref: view.pageHref, panelHref })

  return {
    list,
    loaded,
    address,
    view,
    layout,
    refresh,
    busy: reading || loaded.work === 'again',
    expanded,
    panel,
    said: said.words,
    sortHref: (next) => sortAddress(search, next),
    toggleLive,
    showWaiting,
    // Going where one is asks for nothing, and ends what is under way.
    cancel: () => (loaded.work ? loaded.cancel() : go(pathname + window.location.search)),
    toTop: () => window.scrollTo({ top: 0 }),
    sheetOpen,
    setSheetOpen,
  }
}

function newWords(count: number): string {
  return `${count} new ${count === 1 ? 'event' : 'events'}`
}

function toggled(open: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const next = new Set(open)
  if (!next.delete(number)) next.add(number)
  return next
}

/** Height of what stays on screen above the rows, in pixels. */
const barHeight = 48

/** Whether the table's first rows are in view: then more can come in on top of them without moving what one reads. */
function isAtTop(region: HTMLElement | null): boolean {
  const table = region?.querySelector('.log')
  return !table || table.getBoundingClientRect().top >= barHeight
}

/** Whether events of another address are on their way. */
function useReading(): boolean {
  const { pathname, search } = useLocation()
  const { location, state } = useNavigation()
  if (state === 'idle' || !location || location.pathname !== pathname) return false
  const base = 'http://log'
  return readsAgain(new URL(pathname + search, base), new URL(location.pathname + location.search, base))
}

/**
 * On a narrow screen the panel lies over the rows: who asks for other rows from within it wants to see them. On a wide
 * one both stay.
 */
function useCloseOnNews(look: string | null, panelOpen: boolean, close: () => void) {
  const before = useRef(look)
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    const changed = before.current !== look
    before.current = look
    if (changed && panelOpen && window.matchMedia('(width < 48rem)').matches) latest.current()
  }, [look, panelOpen])
}

interface PanelQuestion {
  region: RefObject<HTMLElement>
  list: EventList | null
  event: number | null
  search: URLSearchParams
  pageHref: (number: number) => string
  panelHref: (number: number) => string
}

function usePanel({ region, list, event, search, pageHref, panelHref }: PanelQuestion): PanelPlace | null {
  const [arrivedWith] = useState(event)
  const before = useRef(event)
  useEffect(() => {
    const closed = before.current
    before.current = event
    if (!region.current) return
    const row = rowOf(region.current, event ?? closed ?? 0)
    if (event === null && closed !== null) focusRow(row)
    // Making room for the panel moves rows: the one it belongs to stays in view.
    else if (event !== null && event !== closed) row?.scrollIntoView({ block: 'nearest' })
  }, [region, event])

  if (event === null) return null
  const rows = list?.rows ?? []
  const index = rows.findIndex(({ number }) => number === event)
  const stepTo = (row: EventRow | undefined) => (index === -1 || !row ? null : panelHref(row.number))
  return {
    number: event,
    row: rows[index],
    closeHref: withLook(search, { event: null }),
    previousHref: stepTo(rows[index - 1]),
    nextHref: stepTo(rows[index + 1]),
    pageHref: pageHref(event),
    eventHref: panelHref,
    arrived: arrivedWith === event,
  }
}
