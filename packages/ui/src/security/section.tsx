import { type ReactNode, useEffect, useRef } from 'react'
import { Card } from '../shell/surface.tsx'

export interface SectionProps {
  title: string
  icon?: ReactNode
  /** The page came back for this: it is read out first. */
  focus?: boolean
  children: ReactNode
}

export function Section({ title, icon, focus = false, children }: SectionProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focus) heading.current?.focus()
  }, [focus])
  return (
    <Card className="grid gap-4 p-5">
      <h2
        ref={heading}
        tabIndex={-1}
        className="flex items-center gap-2 font-semibold text-body outline-none [&>svg]:size-4"
      >
        {icon}
        {title}
      </h2>
      {children}
    </Card>
  )
}
