/**
 * What a reader can ask of a log, apart from any database: filters and time ranges, their one spelling in URLs, and
 * the texts a search looks through. Browser-safe.
 */
export * from './address.ts'
export * from './date-range.ts'
export * from './filter.ts'
export * from './search-text.ts'
