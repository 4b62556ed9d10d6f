import { Command } from 'commander'
import { exitCodeConfig, refusal } from '../failure.ts'

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to this release and make the roles that the apps sign in with')
    .action(async () => {
      const [{ loadConfig }, { openDatabase }] = await Promise.all([
        import('@daybook/runtime'),
        import('../start/database.ts'),
      ])
      const config = loadConfig()
      const database = await openDatabase(config, { log: (line) => process.stderr.write(`${line}\n`) })
      try {
        if (database.ownerUrl === null)
          throw refusal("Set DATABASE_URL to the owner's address: only the owner may migrate.", exitCodeConfig)
        const count = await database.migrate()
        await database.appUrls()
        process.stdout.write(count === 0 ? 'The database is up to date.\n' : `Applied ${count} migration(s).\n`)
      } finally {
        await database.stop()
      }
    })
}
