/** For tests of procedures: a small world of organisations and people, each with a caller of their own app. */
export * from './world.ts'
