import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonLook } from './button.tsx'

export interface CopyButtonProps extends Omit<ButtonLook, 'square'> {
  /** What is copied; asked for when pressed. */
  text: () => string
  label: string
  /** Show the icon only; the label stays for those who cannot see it. */
  iconOnly?: boolean
  shortcut?: string | undefined
}

type State = 'idle' | 'copied' | 'failed'

const words: Record<State, string> = { idle: '', copied: 'Copied', failed: 'Copying is not allowed here' }

export function CopyButton({
  text,
  label,
  iconOnly = false,
  shortcut,
  look = 'quiet',
  size = 'small',
}: CopyButtonProps) {
  const [state, setState] = useState<State>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async () => setState((await writeClipboard(text())) ? 'copied' : 'failed')

  return (
    <Button
      look={look}
      size={size}
      square={iconOnly}
      title={iconOnly ? label : undefined}
      aria-keyshortcuts={shortcut}
      className="no-print"
      onClick={() => void copy()}
    >
      {state === 'copied' ? <Check aria-hidden="true" className="text-create" /> : <Copy aria-hidden="true" />}
      <span className={iconOnly ? 'sr-only' : undefined}>{label}</span>
      <span role="status" className="sr-only">
        {words[state]}
      </span>
    </Button>
  )
}

/** Browsers keep the clipboard for secure origins; a house server on plain http gets the old way. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'sr-only'
  const focused = document.activeElement
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return done
}
