import { type ReactNode, useLayoutEffect, useRef } from 'react'

interface TooltipProps {
  /** Its middle, in pixels from the left edge of the drawing. */
  at: number
  /** Of the drawing, which it does not leave. */
  width: number
  children: ReactNode
}

/** Over a bar. Those who cannot see it are told the same by the bar itself. */
export function Tooltip({ at, width, children }: TooltipProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const half = element.offsetWidth / 2
    const left = Math.max(0, Math.min(at - half, width - 2 * half))
    // Through the object model: the content policy refuses the attribute, not this.
    element.style.setProperty('translate', `${Math.round(left)}px`)
  })
  return (
    <div ref={box} aria-hidden="true" className="histogram-tooltip">
      {children}
    </div>
  )
}
