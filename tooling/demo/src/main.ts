import { apiKeySecretOf, createSealer, hashPassword, totpContext } from '@daybook/auth'
import { connect } from '@daybook/db'
import {
  type ErrorRecord,
  errorRecord,
  exitOnConfigError,
  isConfigError,
  loadConfig,
  readSecrets,
  withSecrets,
} from '@daybook/runtime'
import { batchSize, loadDemoWorld } from './load.ts'

/** Brings the demo world into the database of DATABASE_URL, as `daybook start` does. The schema has to be there. */
async function main(): Promise<void> {
  const config = loadConfig()
  const { databaseUrl, demo, processes } = config
  if (demo === null) throw new Error('There are no demo accounts where others can reach them.')
  if (databaseUrl === null || demo.key === null) {
    throw new Error('Name the database in DATABASE_URL and a key in DAYBOOK_DEMO_KEY, or use: daybook start')
  }

  const { secret } = withSecrets(config, readSecrets(config.home))
  if (secret === null) throw new Error('Name a secret in DAYBOOK_SECRET, or use: daybook start')
  const sealer = createSealer(secret)

  // One statement writes a batch of events, on a machine that may be building the apps at the same time.
  const db = connect(databaseUrl, { max: 3, name: 'daybook demo', statementTimeout: 60_000 })
  const startedAt = performance.now()
  const say = (text: string) => process.stderr.write(`demo: ${text}\n`)
  try {
    const { status, recorded, known, conflicts } = await loadDemoWorld(db, {
      password: demo.password,
      key: demo.key,
      end: new Date(),
      host: new URL(processes.recorder.publicUrl).host,
      hashPassword,
      keySecretOf: apiKeySecretOf,
      totp: demo.totp,
      sealTotp: (userId, totp) => sealer.seal(totpContext(userId), totp),
      report: (count) => {
        if (count % 10_000 < batchSize) say(`${count.toLocaleString('en')} events`)
      },
    })
    // The one word that whoever started this reads.
    process.stdout.write(`${status}\n`)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    if (status === 'complete') say('the world is there already')
    else if (status === 'foreign') say('this database is in use for something else; it is left as it is')
    else say(`${recorded.toLocaleString('en')} events in ${seconds} s (${known} were there, ${conflicts} in conflict)`)
  } finally {
    await db.close()
  }
}

/** The messages of an error and its causes. A failed query would tell all its parameters: those are left out. */
function tellFailure({ message, code, cause }: ErrorRecord): string {
  const own = code ? `${message} (${code})` : message
  return cause ? `${own}: ${tellFailure(cause)}` : own
}

try {
  await main()
} catch (error) {
  if (isConfigError(error)) exitOnConfigError(error)
  process.stderr.write(`demo: ${tellFailure(errorRecord(error))}\n`)
  process.exitCode = 1
}
