/**
 * Sends events to a Daybook recorder and waits until they are durable. Without dependencies; Node 18 and later, Bun and
 * Deno. It decides nothing about what is worth recording, and reads no configuration.
 */
export { type BatchResult, createDaybook, type Daybook, type DaybookOptions } from './daybook.ts'
export { DaybookError } from './daybook-error.ts'
export type { Change, DaybookEvent, FileLine, Person, Receipt, Target } from './event.ts'
export type { Problem } from './problem.ts'
