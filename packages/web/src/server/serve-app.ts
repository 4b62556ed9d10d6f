import type { Logger, Metrics } from '@daybook/runtime'
import type { ServerBuild } from '@remix-run/node'

export type RemixAppOptions = {
  build: ServerBuild
  /** The directory of the client's assets, `build/client` as a rule. */
  buildDirectory: string
  publicUrl: string
  host: string
  port: number
  trustedProxies: readonly string[]
  logger: Logger
  metrics?: Metrics
  /** Null or absent: /metrics is not served. */
  metricsToken?: string | null
  /** Asked by /readyz; absent means ready as soon as it listens. */
  ready?: () => boolean | Promise<boolean>
  /** Runs after the last request has ended, before the process does. */
  onStop?: () => unknown
}

export type RunningServer = { port: number; stop(): Promise<void> }

/** Serves a built Remix app until the process is told to stop. */
export function serveRemixApp(_options: RemixAppOptions): Promise<RunningServer> {
  return Promise.reject(new Error('not there yet'))
}
