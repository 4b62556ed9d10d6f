import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { ignoreOvertaken } from './overtaken.ts'

/** Makes the server's page interactive: all there is to say in an app's `entry.client.tsx`. */
export function hydrate(): void {
  ignoreOvertaken(window)
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
        <Interactive />
      </StrictMode>,
    )
  })
}

/** Says on the document that it listens: before that, a click on what needs a script goes nowhere. */
function Interactive() {
  useEffect(() => {
    document.documentElement.dataset.interactive = ''
  }, [])
  return null
}
