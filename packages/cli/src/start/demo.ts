import path from 'node:path'
import { createApiKeySecret } from '@daybook/auth'
import { type DemoConfig, ensureSecrets, writeSecrets } from '@daybook/runtime'
import { repository, tsxLoader } from './repository.ts'
import { runTool } from './tool.ts'

export type Demo = DemoConfig & { key: string }

/** What the made-up people and machines sign in with. A key that nobody chose is generated once and kept. */
export function settleDemo(demo: DemoConfig, home: string): Demo {
  const secrets = ensureSecrets(home)
  const key = demo.key ?? secrets.demoKey ?? createApiKeySecret().key
  if (demo.key === null && secrets.demoKey === undefined) writeSecrets(home, { ...secrets, demoKey: key })
  return { ...demo, key }
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
      env: {
        ...env,
        DATABASE_URL: ownerUrl,
        DAYBOOK_DEMO_PASSWORD: demo.password,
        DAYBOOK_DEMO_TOTP: demo.totp,
        DAYBOOK_DEMO_KEY: demo.key,
      },
    },
    signal,
  )
  return status !== 'foreign'
}
