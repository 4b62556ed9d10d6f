/**
 * The tamper-evident side of an event: what its leaf commits to, and how the leaf is computed. Pure; the only entry of
 * this package that uses node:crypto. Knows no database and no clock.
 */
export * from './canonicalise.ts'
export * from './groups.ts'
export * from './leaf.ts'
export * from './pseudonym.ts'
