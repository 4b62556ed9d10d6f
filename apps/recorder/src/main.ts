import { connect, ping } from '@daybook/db'
import { isMigrated } from '@daybook/db/migrate'
import {
  createLogger,
  createMetrics,
  exitOnConfigError,
  exitOnCrash,
  loadConfig,
  onShutdown,
  processSettings,
} from '@daybook/runtime'
import { serveWebApp } from '@daybook/web/server'
import type { ReadyCheck } from './http/probes.ts'
import { recordLife } from './jobs/life.ts'
import { keepMonths } from './jobs/months.ts'
import { schemaCheck } from './jobs/schema.ts'
import { connectionsMax, createRecorder } from './recorder.ts'

const { config, databaseUrl } = readConfig()
const logger = createLogger('recorder', { level: config.logLevel })
exitOnCrash(logger)

const db = connect(databaseUrl, { name: 'daybook recorder', max: connectionsMax })
const life = recordLife({ db, logger })
const months = keepMonths({ db, logger })
const database: ReadyCheck = {
  name: 'database',
  check: async () => {
    await ping(db)
    return null
  },
}
const checks = [database, schemaCheck(() => isMigrated(databaseUrl)), months.check]

// What is registered last ends first: requests, then the jobs, and the pool when nobody needs it any more.
onShutdown('database', () => db.close())
onShutdown('life', () => life.stop())
onShutdown('months', () => months.stop())
const app = createRecorder({ db, config, logger, metrics: createMetrics('recorder'), checks })
await serveWebApp(app, { host: config.host, port: config.processes.recorder.port, logger })

function readConfig() {
  try {
    return { config: loadConfig(), databaseUrl: processSettings('recorder').databaseUrl }
  } catch (error) {
    return exitOnConfigError(error)
  }
}
