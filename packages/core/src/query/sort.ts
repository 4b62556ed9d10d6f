/** What a log can be sorted by; a `-` before it turns it round. Sorted by time, `-` is newest first. */
export const sortKeys = ['time', 'user', 'module', 'action', 'ip'] as const
export type SortKey = (typeof sortKeys)[number]
export type Sort = SortKey | `-${SortKey}`

export const sorts: readonly Sort[] = sortKeys.flatMap((key): Sort[] => [key, `-${key}`])
export const sortDefault: Sort = '-time'

export function isSort(text: string): text is Sort {
  return sorts.some((sort) => sort === text)
}

/** The keys whose values a view can list with counts. */
export const facetKeys = ['actor', 'action', 'module', 'operation', 'outcome', 'channel', 'target_type', 'ip'] as const
export type FacetKey = (typeof facetKeys)[number]
