import { loadConfig } from '@daybook/runtime'
import { expect, test } from 'vitest'
import { summary } from './summary.ts'

const config = loadConfig({ DAYBOOK_PORTAL_URL: 'http://portal.localhost:4101' })
const demo = {
  password: 'correct horse battery staple',
  totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  key: 'dbk_key',
  home: '.daybook',
}

test('the summary of a demo tells every address, who to be, the second factor and how to send', () => {
  const text = summary(config, demo, { colour: false })
  for (const part of [
    ...['http://portal.localhost:4101', 'http://localhost:4000', 'http://localhost:4002', 'http://localhost:4003'],
    ...['admin@acme.test', 'auditor@northwind.test', 'root@daybook.test', demo.password, demo.totp, 'Bearer dbk_key'],
  ]) {
    expect(text).toContain(part)
  }
})

test('without a demo nothing is said about passwords and keys', () => {
  expect(summary(config, null, { colour: false })).not.toMatch(/password|Bearer|@/)
})
