/** A message to one person, by what it is about. What it says is in `compose-mail.ts`. */
export type Mail =
  | { kind: 'sign-in-code'; name: string; organisation: string; code: string; minutes: number }
  | { kind: 'new-device'; name: string; organisation: string; at: string; ip: string; agent: string; url: string }
  | { kind: 'password-changed'; name: string; organisation: string; at: string; ip: string; url: string }
  | { kind: 'password-reset'; name: string; organisation: string; link: string; minutes: number }

/** A message and whom it is for: what waits, encrypted, until it is sent. */
export interface Letter {
  to: { name: string; email: string }
  mail: Mail
}
