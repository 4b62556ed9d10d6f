import { migrate } from './migrate.ts'

/** A process of its own that migrates the database of its argument and prints how many migrations it applied. */
process.stdout.write(String(await migrate({ url: process.argv[2] ?? '', ephemeral: true })))
