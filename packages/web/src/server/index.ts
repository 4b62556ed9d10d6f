/**
 * What serves HTTP for the apps and the recorder: who may call and from where, what every answer carries, how streams
 * and servers end. Without React, and without knowing what is served.
 */
export { signalOf } from './abort.ts'
export { type BodyOptions, limitBody } from './body.ts'
export { type AddressReader, createAddressReader } from './client-address.ts'
export type { WebEnv } from './environment.ts'
export {
  createGuard,
  decide,
  type GuardDecision,
  type GuardOptions,
  type GuardRequest,
  type GuardRules,
  guardRules,
} from './guard.ts'
export { type ProblemError, type ProblemOptions, problem } from './problem.ts'
export { type RunningServer, type ServeLimits, type ServeOptions, serveWebApp } from './serve.ts'
export { createRemixApp, type RemixAppOptions, serveRemixApp } from './serve-app.ts'
export { startApp } from './start-app.ts'
export { createWebApp, type WebAppOptions } from './web-app.ts'
