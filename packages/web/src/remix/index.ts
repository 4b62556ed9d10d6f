/**
 * The server's half of a Remix app: rendering, errors, what is known about a request, the session cookie, safe
 * redirects. It knows no procedure and no table.
 */
export { deviceCookie, type SessionCookie, sessionCookie } from './cookies.ts'
export { type CallFailure, createDoor, type Door, type PageApi, type RemixArgs } from './door.ts'
export { handleDocument, handleError, streamTimeout } from './entry-server.tsx'
export { isPageLoad } from './page-load.ts'
export { type RequestContext, requestContext } from './request-context.ts'
export { type RequestInfo, requestInfo } from './request-info.ts'
export { forgotPasswordAction, resetPasswordAction, resetPasswordLoader } from './reset-routes.ts'
export { safePath } from './safe-redirect.ts'
export { type SecurityResult, type SecurityStep, securityAction } from './security-routes.ts'
export { type SignInResult, type SignInStep, signInAction, signInLoader, signOutAction } from './session-routes.ts'
export { readZone, zoneCookie } from './zone.ts'
