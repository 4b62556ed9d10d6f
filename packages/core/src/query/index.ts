/**
 * What a reader can ask of a log, apart from any database: the query language, filters and time ranges, their one
 * spelling in addresses, and the texts a search looks through. Browser-safe.
 */
export * from './address.ts'
export * from './buckets.ts'
export * from './date-range.ts'
export * from './filter.ts'
export * from './filter-schema.ts'
export * from './nearest.ts'
export * from './positive-number.ts'
export * from './query-edit.ts'
export * from './query-keys.ts'
export * from './query-text.ts'
export * from './recorded-filter.ts'
export * from './search-text.ts'
export * from './sort.ts'
