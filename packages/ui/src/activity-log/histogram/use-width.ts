import { type RefObject, useEffect, useRef, useState } from 'react'

/** The width of an element in CSS pixels, as it changes. */
export function useWidth(): [RefObject<HTMLDivElement>, number] {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(960)
  useEffect(() => {
    const observed = element.current
    if (!observed) return
    const observer = new ResizeObserver(() => setWidth(Math.max(1, observed.clientWidth)))
    observer.observe(observed)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
