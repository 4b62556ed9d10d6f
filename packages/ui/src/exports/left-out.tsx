import type { FieldLevel } from '@daybook/api/shared'
import { EyeOff } from 'lucide-react'
import { Callout } from '../shell/surface.tsx'

interface LeftOutProps {
  level: FieldLevel
  /** Who may see it, in words: `Client Admins`. */
  evidenceReaders: string
}

/** What is not in the file, for this reader. */
export function LeftOut({ level, evidenceReaders }: LeftOutProps) {
  if (level === 'evidence')
    return (
      <p className="text-muted-foreground text-table">
        Nothing that you may see is left out. Secrets are in no file: they were never stored.
      </p>
    )
  return (
    <Callout look="notice" icon={<EyeOff aria-hidden="true" />}>
      <p className="font-medium">Without technical evidence</p>
      <p>
        IP addresses, devices, sessions, request ids, policy decisions and metadata are restricted for your role and not
        in the file. {evidenceReaders} can export them.
      </p>
    </Callout>
  )
}
