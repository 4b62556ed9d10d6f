/**
 * Who is asking: passwords, sessions and keys, and from them a `Principal`. Lucia stays behind this door. Decides
 * nothing about what somebody may do, and knows no procedure, page or cookie.
 */
export * from './api-keys.ts'
export * from './passwords.ts'
export * from './principal.ts'
export * from './sessions.ts'
export * from './sign-in.ts'
