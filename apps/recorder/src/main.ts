import path from 'node:path'
import { createSealer } from '@daybook/auth'
import { connect, ping } from '@daybook/db'
import { isMigrated } from '@daybook/db/migrate'
import {
  createLogger,
  createMetrics,
  exitOnConfigError,
  exitOnCrash,
  loadConfig,
  onShutdown,
  openStorage,
  processSettings,
} from '@daybook/runtime'
import { serveWebApp } from '@daybook/web/server'
import { runExports } from './exports/run-exports.ts'
import type { ReadyCheck } from './http/probes.ts'
import { keepCounts } from './jobs/counts.ts'
import { recordLife } from './jobs/life.ts'
import { recordRestedLooks } from './jobs/looks.ts'
import { keepMonths } from './jobs/months.ts'
import { schemaCheck } from './jobs/schema.ts'
import { openMailbox } from './mail/mailbox.ts'
import { runMails } from './mail/run-mails.ts'
import { createRecorder, poolSizes, serveLimits } from './recorder.ts'

const { config, databaseUrl, secret, storage } = readConfig()
const logger = createLogger('recorder', { level: config.logLevel })
exitOnCrash(logger)

const reads = connect(databaseUrl, { name: 'daybook recorder reads', max: poolSizes.reads })
const writes = connect(databaseUrl, { name: 'daybook recorder writes', max: poolSizes.writes })
const life = recordLife({ db: writes, logger })
const months = keepMonths({ db: writes, logger })
const looks = recordRestedLooks({ db: writes, logger })
const counts = keepCounts({ db: writes, logger })
const exportsRunning = runExports({ databaseUrl, db: writes, storage, logger })
const mailbox = openMailbox({
  smtpUrl: config.smtpUrl,
  directory: path.join(config.home, 'mail'),
  from: config.mailFrom,
  logger,
})
const mailsRunning = runMails({ databaseUrl, db: writes, sealer: createSealer(secret), mailbox, logger })
const database: ReadyCheck = {
  name: 'database',
  check: async () => {
    await ping(reads)
    return null
  },
}
const checks = [database, schemaCheck(() => isMigrated(databaseUrl)), months.check]

// What is registered last ends first: requests, then the jobs, and the pools when nobody needs them any more.
onShutdown('database', () => Promise.all([reads.close(), writes.close()]))
onShutdown('life', () => life.stop())
onShutdown('months', () => months.stop())
onShutdown('looks', () => looks.stop())
onShutdown('counts', () => counts.stop())
onShutdown('mails', () => mailsRunning.stop())
onShutdown('exports', () => exportsRunning.stop())
const pools = { reads, writes }
const recorder = createRecorder({ pools, config, logger, metrics: createMetrics('recorder'), checks })
const { host, trustedProxies, ingest } = config
await serveWebApp(recorder.app, {
  host,
  port: config.processes.recorder.port,
  logger,
  trustedProxies,
  limits: serveLimits(ingest),
  onStop: recorder.stop,
})

function readConfig() {
  try {
    const config = loadConfig()
    const { databaseUrl, secret } = processSettings('recorder')
    return { config, databaseUrl, secret, storage: openStorage(config) }
  } catch (error) {
    return exitOnConfigError(error)
  }
}
