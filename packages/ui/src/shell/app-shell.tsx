import { NavLink, useLocation } from '@remix-run/react'
import { Menu } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Visible } from '../text/visible.tsx'
import { AccountMenu } from './account-menu.tsx'
import { buttonClass } from './button.tsx'
import { Clock } from './clock.tsx'
import { Wordmark } from './mark.tsx'
import { NavIconView } from './nav-icon.tsx'
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
  /** In the bar: what is going on beside the page. */
  status?: ReactNode
  children: ReactNode
}

/**
 * The frame of a signed-in page. On narrow screens the navigation is a popover of the platform: it opens, and closes,
 * without any script.
 */
export function AppShell(props: AppShellProps) {
  const { app, organisation, organisationNote, navigation, me, zone, now, theme, children } = props
  return (
    <div className="shell" data-app={app}>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="shell-bar">
        <button
          type="button"
          popovertarget="navigation"
          aria-label="Menu"
          className={buttonClass({ look: 'quiet', square: true, className: 'lg:hidden' })}
        >
          <Menu aria-hidden="true" />
        </button>
        <NavLink to={props.homeHref ?? '/'} className="shell-brand rounded-sm" aria-label="Daybook, start page">
          <Wordmark app={app} />
        </NavLink>
        <div className="hidden min-w-0 items-baseline gap-2 sm:flex">
          <span className="truncate font-medium text-body">
            <Visible text={organisation} />
          </span>
          {organisationNote ? (
            <span className="truncate text-muted-foreground text-table">{organisationNote}</span>
          ) : null}
        </div>
        <div className="ml-auto flex items-center gap-1 sm:gap-3">
          {props.status}
          <Clock zone={zone} now={now} />
          <AccountMenu
            me={me}
            organisation={organisation}
            theme={theme}
            signOutHref={props.signOutHref ?? '/sign-out'}
          />
        </div>
      </header>
      <Navigation sections={navigation} organisation={organisation} />
      <main id="main" tabIndex={-1} className="shell-main outline-none">
        {children}
      </main>
    </div>
  )
}

function Navigation({ sections, organisation }: { sections: NavSection[]; organisation: string }) {
  const nav = useRef<HTMLElement>(null)
  const { key } = useLocation()
  // Arriving at another address is what closes it.
  useEffect(() => {
    if (nav.current?.matches(':popover-open')) nav.current.hidePopover()
  }, [key])

  return (
    <nav ref={nav} id="navigation" popover="auto" aria-label="Main" className="shell-nav">
      <p className="mb-4 truncate border-border border-b px-2.5 pt-1 pb-3 font-semibold text-body sm:hidden">
        <Visible text={organisation} />
      </p>
      {sections.map((section, index) => (
        <div key={section.label ?? index} className="mb-5">
          {section.label ? (
            <h2 className="mb-1 px-2.5 font-medium text-meta text-muted-foreground">{section.label}</h2>
          ) : null}
          <ul className="grid gap-0.5">
            {section.items.map((item) => (
              <li key={item.href}>
                <NavLink to={item.href} end={item.exact ?? false} className="shell-link">
                  <NavIconView name={item.icon} />
                  {item.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
