import type { PersonPrincipal, Sealer, SessionReading } from '@daybook/auth'
import type { Audience, Database } from '@daybook/db'
import type { ExportFiles } from './exports/files.ts'
import type { ExportStreams } from './exports/streams.ts'
import type { Lines } from './lines.ts'
import type { Signer } from './signer.ts'

/** What is known of the request, apart from who sent it. */
export interface RequestInfo {
  method: string
  path: string
  /** By the rule of trusted proxies; null where it is not known. */
  clientAddress: string | null
  /** As it came: a claim. */
  forwardedFor: string | null
  userAgent: string | null
  requestId: string
}

/**
 * What every procedure starts from. Made in one place (`openApp`), from a request, so that no procedure can be given a
 * principal of somebody's choosing.
 */
export interface Context {
  app: Audience
  db: Database
  /** `page`: called by a loader or an action, which alone can set a cookie. `data`: called over HTTP. */
  door: 'page' | 'data'
  session: SessionReading
  principal: PersonPrincipal | null
  request: RequestInfo
  /** Told of every fault of ours, once, with its cause and the procedure it happened in. */
  report: (fault: unknown, path: string | undefined) => void
  now: Date
  signer: Signer
  exportStreams: ExportStreams
  /** Questions to logs, in line by person. */
  logLines: Lines
  /** Null in a process that hands out no files. */
  files: ExportFiles | null
  sealer: Sealer
  /** Under which people know this app: for links in mail. */
  publicUrl: string
  /** What the browser keeps of earlier sign-ins (`session/device.ts`); unread. */
  device: string | null
  /** Whether made-up people may do without the second factor their role asks for. */
  exemptions: boolean
}
