import { Download } from 'lucide-react'
import { buttonClass } from '../shell/button.tsx'
import { CopyButton } from '../shell/copy-button.tsx'

/** Shown once. The file is in the link itself, so that it can be kept without scripts and is asked of nobody. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const text = codes.join('\n')
  const file = `Recovery codes for Daybook. Each works once.\n\n${text}\n`
  return (
    <div className="grid gap-3">
      <p className="text-table">
        Each of these codes signs you in once, when you do not have your authenticator. They are shown only now: keep
        them where you keep what must not be lost.
      </p>
      <ul className="grid gap-x-6 gap-y-1 font-mono text-body sm:grid-cols-2" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={() => text} label="Copy all" look="plain" size="medium" />
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download="daybook-recovery-codes.txt"
          className={buttonClass({ look: 'plain', size: 'medium' })}
        >
          <Download aria-hidden="true" />
          Download
        </a>
      </div>
    </div>
  )
}
