import type { ReactNode } from 'react'
import { NotRecorded } from '../absence.tsx'

/** Pairs of a word and what it says. Give it `Fact`s; those without a value do not appear unless they say so. */
export function Facts({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return <dl className={wide ? 'facts facts-wide' : 'facts'}>{children}</dl>
}

export interface FactProps {
  label: string
  /** Show the absence of a value, too. */
  always?: boolean
  /** Takes the whole width. */
  span?: boolean
  children?: ReactNode
}

export function Fact({ label, always = false, span = false, children }: FactProps) {
  const absent = children === null || children === undefined || children === false || children === ''
  if (absent && !always) return null
  return (
    <div className={span ? 'fact fact-span' : 'fact'}>
      <dt>{label}</dt>
      <dd>{absent ? <NotRecorded /> : children}</dd>
    </div>
  )
}
