/**
 * For tests: a database of one's own, cloned from a template that was migrated once, with real roles. Cloning takes a
 * tenth of a second and, unlike a rolled-back transaction, really exercises commits, triggers, grants and locks.
 */

export { appendRandom, knownOf, newestFirst } from '../queries/known-log.fixture.ts'
export { matcherOf } from '../queries/matches.fixture.ts'
export { type Known, randomEvent, randomQuestion } from '../queries/random-log.fixture.ts'
export * from './example-event.ts'
export * from './random.ts'
export * from './read-log.ts'
export * from './refusal-of.ts'
export * from './test-database.ts'
export * from './world.ts'
