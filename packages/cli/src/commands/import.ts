import process from 'node:process'
import { Command } from 'commander'
import type { ImportFormat } from '../import/format.ts'

export function importCommand(): Command {
  return withUsageCode(new Command('import'))
    .description('bring the audit records of another system into the log of a tenant')
    .addCommand(
      formatCommand('cloudtrail', {
        description: 'AWS CloudTrail, as its trails deliver it: .json, .json.gz, or .ndjson',
        load: async () => (await import('../import/cloudtrail/format.ts')).cloudTrailFormat,
      }),
    )
}

function formatCommand(name: string, source: { description: string; load: () => Promise<ImportFormat> }): Command {
  return withUsageCode(new Command(name))
    .description(source.description)
    .argument('<paths...>', 'files, or folders with all files in them')
    .requiredOption('--tenant <slug>', 'whose log it goes into')
    .option('--dry-run', 'read and check everything, write nothing')
    .option('--rejects <file>', 'write what is not taken to this file, one JSON object a line')
    .option('--json', 'tell each step as a line of JSON')
    .addHelpText(
      'after',
      '\nRunning it again adds nothing twice. Exit code: 0 all taken, 1 some not taken, 2 wrong usage.',
    )
    .action(
      async (paths: string[], options: { tenant: string; dryRun?: boolean; rejects?: string; json?: boolean }) => {
        const { importRecords } = await import('../import/import-records.ts')
        process.exitCode = await importRecords(await source.load(), paths, options)
      },
    )
}

/** Scripts tell a wrong word on the command line (2) from records that were not taken (1). */
function withUsageCode(command: Command): Command {
  return command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
}
