/** What is written to people by mail, in one place: each message once, as text and as HTML. */
export { type ComposedMail, composeMail } from './compose-mail.ts'
export type { Letter, Mail } from './mail.ts'
