/** Who is signed in to Daybook, who was, and how that ended; for those who may, with what ends it. */

export { revokedWords, sessionStatusOf } from './session-words.ts'
export { type SessionsAnswer, SessionsPage, type SessionsPageProps } from './sessions-page.tsx'
