import { ChevronDown, LogOut } from 'lucide-react'
import { Visible } from '../text/visible.tsx'
import { Disclosure } from './disclosure.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import type { Me, Theme } from './types.ts'
import { useHydrated } from './use-hydrated.ts'

interface AccountMenuProps {
  me: Me
  organisation: string
  theme: Theme
  signOutHref: string
}

export function AccountMenu({ me, organisation, theme, signOutHref }: AccountMenuProps) {
  const hydrated = useHydrated()
  return (
    <Disclosure
      labelClass="account-button"
      panelClass="right-0 left-auto w-72"
      label={
        <>
          <Initials name={me.name} />
          <span className="hidden max-w-40 truncate text-foreground lg:inline">
            <Visible text={me.name} />
          </span>
          <ChevronDown aria-hidden="true" className="opacity-70" />
          <span className="sr-only">Account of {me.name}</span>
        </>
      }
    >
      <div className="border-border border-b px-4 py-3">
        <p className="font-medium text-body">
          <Visible text={me.name} />
        </p>
        <p className="break-words text-muted-foreground text-table">
          <Visible text={me.email} />
        </p>
        <p className="mt-2 text-muted-foreground text-table">
          {me.role} · <Visible text={organisation} />
        </p>
      </div>
      {hydrated ? (
        <div className="border-border border-b px-4 py-3">
          <ThemeSwitch theme={theme} />
        </div>
      ) : null}
      <form method="post" action={signOutHref} className="p-2">
        <button type="submit" className="shell-link w-full">
          <LogOut aria-hidden="true" />
          Sign out
        </button>
      </form>
    </Disclosure>
  )
}

/** Up to two letters, by code point so that no name is cut in half. */
function Initials({ name }: { name: string }) {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  const letters = ends.map((word) => Array.from(word ?? '')[0] ?? '').join('')
  return (
    <span
      aria-hidden="true"
      className="grid size-6 place-items-center rounded-full bg-house font-semibold text-[0.65625rem] text-house-foreground uppercase leading-none"
    >
      {letters || '·'}
    </span>
  )
}
