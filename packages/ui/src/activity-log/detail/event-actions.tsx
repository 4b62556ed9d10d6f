import type { EventDetail } from '@daybook/api/shared'
import { CopyButton } from '../../shell/copy-button.tsx'

interface EventActionsProps {
  event: EventDetail
  href: string
  /** Whether keys press these buttons here. */
  shortcuts?: boolean
}

export function EventActions({ event, href, shortcuts = false }: EventActionsProps) {
  return (
    <>
      <CopyButton
        label="Copy link"
        shortcut={shortcuts ? 'y' : undefined}
        text={() => new URL(href, window.location.href).href}
      />
      <CopyButton
        label="Copy JSON"
        shortcut={shortcuts ? 'c' : undefined}
        text={() => JSON.stringify(event, null, 2)}
      />
    </>
  )
}
