/** Which of the three houses this is: sets the accent, and the edge that tells staff where they are. */
export type AppName = 'portal' | 'partner' | 'staff'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const navIcons = [
  'activity',
  'sessions',
  'sign-ins',
  'exports',
  'integrity',
  'home',
  'people',
  'partners',
  'clients',
  'looks',
  'settings',
  'help',
  'account',
  'platform',
  'investigation',
] as const
export type NavIcon = (typeof navIcons)[number]

export interface NavItem {
  label: string
  href: string
  icon: NavIcon
  /** Only this exact address is the current page (default: addresses below it too). */
  exact?: boolean
}

export interface NavSection {
  /** Null for the first, unnamed section. */
  label: string | null
  items: NavItem[]
}

/** The person who is signed in. */
export interface Me {
  name: string
  email: string
  /** In words: `Client Admin`. */
  role: string
}
