import { useNavigate, useSearchParams } from '@remix-run/react'
import { useMemo, useRef, useState } from 'react'
import { columnsCookie, columnsToCookie, type Density, type LogColumn, roomFor, sameColumns } from './columns.ts'
import { columnsAddress, viewOfAddress } from './view-address.ts'

export interface Layout {
  columns: readonly LogColumn[]
  density: Density
  /** From which width of the table each column has room. */
  room: ReadonlyMap<LogColumn, number>
  choose: (part: { columns?: readonly LogColumn[]; density?: Density }) => void
}

interface Chosen {
  columns: readonly LogColumn[]
  density: Density
  at: string | null
}

const yearSeconds = 31_536_000

/** The columns: as the address says, else as chosen here, else as the server remembered. */
export function useLayout(remembered: { columns: readonly LogColumn[]; density: Density }): Layout {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  // `at` is the address it was chosen at: until that has followed, the choice counts.
  const [chosen, setChosen] = useState<Chosen>({ ...remembered, at: null })
  const address = chosen.at === String(search) ? null : viewOfAddress(search)
  const density = address?.density ?? chosen.density
  const latest = useRef<readonly LogColumn[]>(chosen.columns)
  const wanted = address?.columns ?? chosen.columns
  // Rows are told that their columns changed only when they did.
  if (!sameColumns(latest.current, wanted)) latest.current = wanted
  const columns = latest.current
  const room = useMemo(() => roomFor(columns), [columns])

  return {
    columns,
    density,
    room,
    choose: (part) => {
      const next = { columns: part.columns ?? columns, density: part.density ?? density }
      const to = columnsAddress(search, next.columns, next.density)
      setChosen({ ...next, at: to === `?${search}` ? null : String(search) })
      remember(columnsToCookie(next.columns, next.density))
      navigate(to, { replace: true, preventScrollReset: true })
    },
  }
}

/** For the server, so that the next page arrives as this one is. */
function remember(value: string) {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${columnsCookie}=${value}; path=/; max-age=${yearSeconds}; samesite=lax${secure}`
}
