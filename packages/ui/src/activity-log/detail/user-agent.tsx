import Bowser from 'bowser'
import { Visible } from '../../text/visible.tsx'

/** `Chrome 131 on Windows 10`, or null when the text is none we can read. */
export function readUserAgent(raw: string): string | null {
  if (raw.trim() === '' || raw.length > 1000) return null
  const { browser, os, platform } = Bowser.parse(raw)
  const major = browser.version?.split('.')[0]
  const name = [browser.name, major].filter(Boolean).join(' ')
  if (!browser.name) return null
  const system = [os.name, os.versionName ?? os.version].filter(Boolean).join(' ')
  const device = [platform.vendor, platform.model].filter(Boolean).join(' ')
  return [name, system ? `on ${system}` : '', device ? `(${device})` : ''].filter(Boolean).join(' ')
}

/** Readable, and as it was sent on demand. */
export function UserAgent({ raw }: { raw: string }) {
  const readable = readUserAgent(raw)
  if (!readable) {
    return (
      <code className="text-mono">
        <Visible text={raw} />
      </code>
    )
  }
  return (
    <details className="inline-block max-w-full align-top">
      <summary className="inline-flex min-h-6 items-baseline gap-2">
        <Visible text={readable} />
        <span className="text-house text-meta underline underline-offset-2">as sent</span>
      </summary>
      <code className="mt-1 block text-mono text-muted-foreground">
        <Visible text={raw} />
      </code>
    </details>
  )
}
