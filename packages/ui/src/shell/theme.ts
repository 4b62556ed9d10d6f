import { type Theme, themes } from './types.ts'

export const themeCookie = 'daybook-theme'

/** The theme a request asks for; anything unknown is `system`. Give it to `<html data-theme={…}>`. */
export function themeFromCookie(header: string | null): Theme {
  const value = /(?:^|;\s*)daybook-theme=([a-z]+)/.exec(header ?? '')?.[1]
  return themes.find((theme) => theme === value) ?? 'system'
}
