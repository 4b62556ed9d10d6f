import { type FocusEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { bucketAt } from './geometry.ts'
import { isBarKey, movedSelection, type Selection } from './selection.ts'

/** What pointer and keys do to so many bars. `onChoose` is told when the choice is final. */
export function useBarSelection(count: number, onChoose: (selection: Selection) => void) {
  const [selection, setSelection] = useState<Selection | null>(null)
  const [hovered, setHovered] = useState<number | null>(null)
  const dragging = useRef(false)

  const letGo = () => {
    dragging.current = false
    setSelection(null)
  }
  const choose = (chosen: Selection) => {
    letGo()
    setHovered(null)
    onChoose(chosen)
  }
  const bucketOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return bucketAt((event.clientX - box.left) / box.width, count)
  }

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      dragging.current = true
      const at = bucketOf(event)
      setSelection({ anchor: at, focus: at })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const at = bucketOf(event)
      setHovered(at)
      if (dragging.current) setSelection((from) => ({ anchor: from?.anchor ?? at, focus: at }))
    },
    onPointerUp: () => {
      if (dragging.current && selection) choose(selection)
    },
    onPointerCancel: letGo,
    onPointerLeave: () => setHovered(null),
    onFocus: (event: FocusEvent<HTMLElement>) => {
      // A press focuses too, and means the bar under it.
      if (event.currentTarget.matches(':focus-visible') && !dragging.current)
        setSelection({ anchor: count - 1, focus: count - 1 })
    },
    onBlur: letGo,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (isBarKey(event.key)) {
        setHovered(null)
        setSelection(movedSelection(selection, event.key, event.shiftKey, count))
      } else if ((event.key === 'Enter' || event.key === ' ') && selection) choose(selection)
      else if (event.key === 'Escape' && selection) {
        letGo()
        event.stopPropagation()
      } else return
      event.preventDefault()
    },
  }
  return { selection, hovered, handlers }
}
