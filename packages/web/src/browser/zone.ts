import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Where a page notes the browser's time zone for the server, which cannot know it otherwise. Not a secret. */
export const zoneCookie = 'daybook-zone'

/** Tells the server the browser's zone, and reads the page again where it was rendered for another one. */
export function useBrowserZone(rendered: string): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || document.cookie.split('; ').includes(`${zoneCookie}=${encodeURIComponent(zone)}`)) return
    const secure = location.protocol === 'https:' ? '; Secure' : ''
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
    document.cookie = `${zoneCookie}=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
    if (zone !== rendered) revalidate()
  }, [rendered, revalidate])
}
