/**
 * What a reader can ask of a log, apart from any database: filters and time ranges, and their one spelling in URLs.
 * Browser-safe.
 */
export * from './date-range.ts'
export * from './filter.ts'
