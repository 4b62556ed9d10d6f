#!/usr/bin/env -S node --import tsx
import { existsSync } from 'node:fs'
import process from 'node:process'
import { Command } from 'commander'
import { commands } from './commands/index.ts'
import { explain } from './failure.ts'

// What is exported already wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env')

const program = new Command('daybook').description('A self-hosted, tamper-evident audit log.').showHelpAfterError()
for (const command of commands) program.addCommand(command())

try {
  await program.parseAsync()
} catch (error) {
  const { text, exitCode } = explain(error)
  process.stderr.write(`${text}\n`)
  process.exit(exitCode)
}
