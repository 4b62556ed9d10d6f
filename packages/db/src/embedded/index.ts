/**
 * The PostgreSQL that comes with Daybook: real server programs from npm packages, started on a directory of ours when
 * nobody gave us a database. It listens on 127.0.0.1 only, asks everyone for a password, and waits for the disk before
 * it acknowledges. It is not for use from other machines, and it refuses to guess: what it cannot start, it explains.
 */
export { type Claim, claimDirectory } from './claim.ts'
export { EMBEDDED_FAILURE } from './failure.ts'
export { freePort, isPortFree } from './free-port.ts'
export { processStamp } from './process-stamp.ts'
export { removeEmbedded } from './remove.ts'
export { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './start.ts'
