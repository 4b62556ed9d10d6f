import { zoneCookie } from '../browser/zone.ts'

export { zoneCookie }

/** The browser's time zone, as its page has noted it in a cookie; null on a first visit, and for anything else there. */
export function readZone(request: Request): string | null {
  const value = new RegExp(`(?:^|;\\s*)${zoneCookie}=([^;]+)`).exec(request.headers.get('cookie') ?? '')?.[1]
  if (!value) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(value) }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
