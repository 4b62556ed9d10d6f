import { Command } from 'commander'

export function startCommand(): Command {
  return new Command('start')
    .description('start Daybook: its database unless DATABASE_URL is set, the recorder and the three apps')
    .option('--fresh', 'delete the database kept in DAYBOOK_HOME first')
    .option('--empty', 'do not load the demo world')
    .option('--dev', 'serve from the sources and reload on changes')
    .option('--no-build', 'do not look whether the apps have to be built')
    .action(async (options) => {
      // Loaded here: the other commands need none of it.
      const { start } = await import('../start/start.ts')
      await start(options)
    })
}
