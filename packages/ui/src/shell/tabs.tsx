import { NavLink } from '@remix-run/react'

export interface Tab {
  label: string
  href: string
  /** Only this exact address is the current page (default: addresses below it too). */
  exact?: boolean
}

export interface TabsProps {
  /** What the pages have in common, for those who hear it: `Compliance`. */
  label: string
  tabs: Tab[]
}

/** Pages that stand beside each other, as links. A single one needs no bar. */
export function Tabs({ label, tabs }: TabsProps) {
  if (tabs.length < 2) return null
  return (
    <nav aria-label={label} className="tabs no-print">
      <ul>
        {tabs.map(({ label: name, href, exact = false }) => (
          <li key={href}>
            <NavLink to={href} end={exact} className={({ isPending }) => (isPending ? 'tab tab-pending' : 'tab')}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
