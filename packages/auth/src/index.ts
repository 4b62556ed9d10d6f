/**
 * Who is asking: passwords, second factors, limits against guessing, sessions and keys, and from them a `Principal`. Lucia stays behind this door. Decides
 * nothing about what somebody may do, and knows no procedure, page or cookie.
 */
export * from './api-keys.ts'
export * from './challenges.ts'
export * from './guessing.ts'
export * from './password-strength.ts'
export * from './passwords.ts'
export * from './principal.ts'
export * from './recovery-codes.ts'
export * from './sealer.ts'
export * from './second-factor.ts'
export * from './sessions.ts'
export * from './sign-in.ts'
export * from './totp.ts'
