import path from 'node:path'
import { expect, test } from 'vitest'
import { demoEnvironment } from './demo.ts'

test('the demo world is loaded with the secrets of the home that was started, wherever its loader runs', () => {
  const demo = { home: '.daybook', password: 'a', totp: 'b', key: 'c' }
  const env = demoEnvironment(demo, { ownerUrl: 'postgres://localhost/daybook', env: { NODE_ENV: 'production' } })
  expect(env.DAYBOOK_HOME).toBe(path.join(process.cwd(), '.daybook'))
  expect(env).toMatchObject({ DAYBOOK_DEMO_PASSWORD: 'a', DAYBOOK_DEMO_TOTP: 'b', DAYBOOK_DEMO_KEY: 'c' })
})
