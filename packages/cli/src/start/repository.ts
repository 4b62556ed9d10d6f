import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ProcessName } from '@daybook/runtime'

/** Where the sources, the built apps and their tools are. */
export const repository = fileURLToPath(new URL('../../../..', import.meta.url))

/** The loader that lets Node run our sources. By its full address: the apps' directories need not know it. */
export const tsxLoader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

export const apps = ['portal', 'partner', 'staff'] as const satisfies ProcessName[]
