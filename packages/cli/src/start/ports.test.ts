import { once } from 'node:events'
import { createServer } from 'node:net'
import { freePort } from '@daybook/db/embedded'
import { loadConfig } from '@daybook/runtime'
import { expect, onTestFinished, test } from 'vitest'
import { refuseTakenPorts } from './ports.ts'

async function freeConfig() {
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const [portal, partner, staff, recorder] = ports.map(String)
  return loadConfig({
    DAYBOOK_PORTAL_PORT: portal,
    DAYBOOK_PARTNER_PORT: partner,
    DAYBOOK_STAFF_PORT: staff,
    DAYBOOK_RECORDER_PORT: recorder,
  })
}

test('free ports are accepted', async () => {
  await expect(refuseTakenPorts(await freeConfig())).resolves.toBeUndefined()
})

test('a taken port is named, with the variable to change, in one line and exit code 78', async () => {
  const config = await freeConfig()
  const holder = createServer().listen(config.processes.staff.port, '127.0.0.1')
  onTestFinished(() => void holder.close())
  await once(holder, 'listening')

  const refused = await refuseTakenPorts(config).catch((error: unknown) => error)
  expect(refused).toMatchObject({ exitCode: 78, message: expect.stringContaining('DAYBOOK_STAFF_PORT=') })
  expect(refused).toMatchObject({
    message: expect.stringMatching(new RegExp(`^Port ${config.processes.staff.port} .*$`)),
  })
})
