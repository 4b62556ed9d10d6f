import { useEffect, useState } from 'react'
import { Button } from '../../shell/button.tsx'

const slowAfter = 4000

/** Appears when an answer takes longer than people wait without a word. */
export function SlowSearch({ onCancel }: { onCancel: () => void }) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfter)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p role="status" className="no-print flex items-center gap-2 text-muted-foreground text-table empty:hidden">
      {slow ? (
        <>
          Still searching…
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        </>
      ) : null}
    </p>
  )
}
