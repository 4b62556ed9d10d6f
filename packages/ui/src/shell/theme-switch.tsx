import { cx } from 'class-variance-authority'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { themeCookie } from './theme.ts'
import type { Theme } from './types.ts'

const choices = [
  { theme: 'system', label: 'System', Icon: Monitor },
  { theme: 'light', label: 'Light', Icon: Sun },
  { theme: 'dark', label: 'Dark', Icon: Moon },
] as const

const yearSeconds = 31_536_000

/** Takes effect at once; the cookie tells the server, so that the next page arrives in the right colours. */
function choose(theme: Theme) {
  document.documentElement.dataset.theme = theme
  const secure = location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${yearSeconds}; samesite=lax${secure}`
}

export function ThemeSwitch({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme)
  return (
    <fieldset>
      <legend className="mb-1.5 text-muted-foreground text-meta">Theme</legend>
      <div className="grid grid-cols-3 gap-1 rounded-md bg-accent p-0.5">
        {choices.map(({ theme: value, label, Icon }) => (
          <label
            key={value}
            className={cx(
              'flex h-7 cursor-pointer items-center justify-center gap-1.5 rounded-sm text-meta has-focus-visible:outline-2 has-focus-visible:outline-ring',
              chosen === value ? 'bg-card font-medium text-foreground' : 'text-muted-foreground hover:text-foreground',
            )}
          >
            <input
              type="radio"
              name="daybook-theme"
              value={value}
              checked={chosen === value}
              onChange={() => {
                setChosen(value)
                choose(value)
              }}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="size-3.5" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
