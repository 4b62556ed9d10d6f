import path from 'node:path'
import { createApiKeySecret } from '@daybook/auth'
import { type DemoConfig, ensureSecrets, writeSecrets } from '@daybook/runtime'
import { repository, tsxLoader } from './repository.ts'
import { runTool } from './tool.ts'

export type Demo = DemoConfig & { key: string; home: string }

/** What the made-up people and machines sign in with. A key that nobody chose is generated once and kept. */
export function settleDemo(demo: DemoConfig, home: string): Demo {
  const secrets = ensureSecrets(home)
  const key = demo.key ?? secrets.demoKey ?? createApiKeySecret().key
  if (demo.key === null && secrets.demoKey === undefined) writeSecrets(home, { ...secrets, demoKey: key })
  return { ...demo, key, home }
}

/** Fills an empty database with the demo world. False if the database is in use for something else: it is left alone. */
export async function loadDemo(
  demo: Demo,
  { ownerUrl, env, signal }: { ownerUrl: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<boolean> {
  const status = await runTool(
    {
      purpose: 'load the demo world',
      command: process.execPath,
      args: ['--import', tsxLoader, 'src/main.ts'],
      cwd: path.join(repository, 'tooling/demo'),
      env: demoEnvironment(demo, { ownerUrl, env }),
    },
    signal,
  )
  return status !== 'foreign'
}

/** What the loader is told. The home by name: its default lies where a command runs, and the loader runs elsewhere. */
export function demoEnvironment(
  { home, password, totp, key }: Demo,
  { ownerUrl, env }: { ownerUrl: string; env: NodeJS.ProcessEnv },
): NodeJS.ProcessEnv {
  return {
    ...env,
    DAYBOOK_HOME: path.resolve(home),
    DATABASE_URL: ownerUrl,
    DAYBOOK_DEMO_PASSWORD: password,
    DAYBOOK_DEMO_TOTP: totp,
    DAYBOOK_DEMO_KEY: key,
  }
}
