/**
 * For tests: a database of one's own, cloned from a template that was migrated once, with real roles. Cloning takes a
 * tenth of a second and, unlike a rolled-back transaction, really exercises commits, triggers, grants and locks.
 */

export * from './example-event.ts'
export * from './random.ts'
export * from './read-log.ts'
export * from './refusal-of.ts'
export * from './test-database.ts'
export * from './world.ts'
