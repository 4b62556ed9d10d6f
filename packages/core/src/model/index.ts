/**
 * What an event is: its fields and words, how what a machine sends becomes one, what is removed from it on the way, and
 * how it reads as a sentence. Pure and browser-safe: time, ids and a tenant's settings are arguments.
 */
export * from './action-key.ts'
export * from './areas.ts'
export * from './catalog/catalog.ts'
export * from './catalog/define-action.ts'
export * from './change.ts'
export * from './diff.ts'
export * from './event.ts'
export * from './event-input.ts'
export * from './json.ts'
export * from './normalise.ts'
export * from './operations.ts'
export * from './parse-json.ts'
export * from './redact/mark.ts'
export * from './redact/redact.ts'
export * from './sentence.ts'
export * from './settle-times.ts'
export * from './text.ts'
