import { useCallback, useRef, useState } from 'react'

type Parts = typeof import('./export-parts.ts')

/** The dialog and what belongs to it, fetched when `load` is called first, and again after it failed. */
export function useParts(): { parts: Parts | null; failed: boolean; load: () => void } {
  const [parts, setParts] = useState<Parts | null>(null)
  const [failed, setFailed] = useState(false)
  const asked = useRef(false)
  const load = useCallback(() => {
    if (asked.current) return
    asked.current = true
    setFailed(false)
    import('./export-parts.ts').then(setParts, () => {
      asked.current = false
      setFailed(true)
    })
  }, [])
  return { parts, failed, load }
}
