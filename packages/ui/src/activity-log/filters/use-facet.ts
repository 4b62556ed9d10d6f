import type { Facet } from '@daybook/api/shared'
import type { EventFilter, FacetKey } from '@daybook/core/query'
import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { trpc } from '../../trpc/client.tsx'
import type { Names } from './chip-words.ts'

/** The look at the log that is on screen: what is asked from it belongs to it, and is not recorded again. */
export interface LogView {
  filter: EventFilter
  /** Null when the events could not be loaded. */
  view: string | null
  zone: string
  now: Date
  names: Names
}

export interface FacetAnswer {
  /** Null while it is not there, and where it is not to be had: then `pending` is false. */
  facet: Facet | null
  pending: boolean
  /** How many values there are when nothing is looked for; null when that is not known. */
  distinct: number | null
}

const restMs = 250

/** One key's values with counts, those whose text holds `find`. */
export function useFacet(key: FacetKey, log: LogView, find: string, enabled = true): FacetAnswer {
  const whole = useFacetQuery(key, log, '', enabled)
  const wanted = useRested(find.trim())
  // A list that came whole is searched here.
  const cut = whole.facet !== null && whole.facet.distinct > whole.facet.values.length
  const part = useFacetQuery(key, log, wanted, enabled && cut && wanted !== '')
  const distinct = whole.facet?.distinct ?? null
  if (!cut || find.trim() === '') return { ...whole, distinct }
  if (find.trim() !== wanted || part.pending) return { facet: whole.facet, pending: true, distinct }
  return { ...part, distinct }
}

function useFacetQuery(key: FacetKey, { filter, view, zone }: LogView, find: string, enabled: boolean) {
  const question = { filter, zone, keys: [key], ...(view && { view }), ...(find && { find }) }
  const query = trpc.audit.facets.useQuery(question, {
    enabled: enabled && view !== null,
    // A list that is open stays as it is until its new counts are there.
    placeholderData: keepPreviousData,
  })
  return { facet: query.data?.[key] ?? null, pending: enabled && view !== null && query.isPending }
}

/** A text when its typing rests. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
