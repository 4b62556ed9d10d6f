import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createLogger, createMetrics, exitOnConfigError, exitOnCrash, loadConfig } from '@daybook/runtime'
import type { ServerBuild } from '@remix-run/node'
import { serveRemixApp } from './serve-app.ts'

/**
 * Serves the built Remix app of a directory as the configuration says: all there is to say in an app's `server.ts`. A
 * wrong configuration ends the process with one line and exit code 78.
 */
export async function startApp(app: 'portal' | 'partner' | 'staff', directory: string): Promise<void> {
  try {
    const { processes, host, trustedProxies, logLevel, metricsToken } = loadConfig()
    const { port, publicUrl } = processes[app]
    const logger = createLogger(app, { level: logLevel })
    exitOnCrash(logger)
    const build: ServerBuild = await import(pathToFileURL(path.join(directory, 'build/server/index.js')).href)
    await serveRemixApp({
      build,
      buildDirectory: path.join(directory, 'build/client'),
      publicUrl,
      host,
      port,
      trustedProxies,
      logger,
      metrics: createMetrics(app),
      metricsToken,
    })
  } catch (error) {
    exitOnConfigError(error)
  }
}
