import type { ReactNode } from 'react'
import type { AppName, Me, NavSection, Theme } from './types.ts'

export interface AppShellProps {
  app: AppName
  /** The organisation whose house this is; in the partner app and in staff, whose log is open. */
  organisation: string
  /** Beside the organisation, when it needs explaining: `read-only audit until 31 December`. */
  organisationNote?: string
  navigation: NavSection[]
  me: Me
  /** IANA name of the zone that times are shown in. */
  zone: string
  /** When the server rendered, ISO 8601: the clock's first reading. */
  now: string
  theme: Theme
  /** Where the sign-out form posts to. */
  signOutHref?: string
  /** Where the mark leads to. */
  homeHref?: string
  children: ReactNode
}

export function AppShell({ organisation, children }: AppShellProps) {
  return (
    <div>
      <header>{organisation}</header>
      <main id="main">{children}</main>
    </div>
  )
}
