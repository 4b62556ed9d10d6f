import { Command } from 'commander'

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
        const count = await database.migrate()
        process.stdout.write(count === 0 ? 'The database is up to date.\n' : `Applied ${count} migration(s).\n`)
      } finally {
        await database.stop()
      }
    })
}
