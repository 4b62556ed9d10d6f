import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumPath } from './src/chromium.ts'
import { productEnvironment, reserveProduct } from './src/product.ts'

const repository = path.resolve(import.meta.dirname, '../..')
// This file is read again by each test process; what the first one has settled reaches them through the environment.
await reserveProduct(process.env)
process.env.CHROMIUM_PATH = await chromiumPath(process.env.CHROMIUM_PATH)

export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.spec.ts',
  outputDir: path.join(repository, 'test-results'),
  workers: 2,
  fullyParallel: true,
  // A test that passes at the second attempt has failed once.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      // Nothing that phones home, and no shared memory of the size that containers do not have.
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-dev-shm-usage',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: 'node --import tsx packages/cli/src/main.ts start',
    cwd: repository,
    env: productEnvironment(process.env),
    wait: { stdout: /^Ready in/m },
    timeout: 300_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
})
