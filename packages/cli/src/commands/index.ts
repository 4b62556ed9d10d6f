import type { Command } from 'commander'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { startCommand } from './start.ts'

/** Every command of the program. A new one is a file here and a line in this list. */
export const commands: (() => Command)[] = [startCommand, migrateCommand, importCommand]
