import fs from 'node:fs'
import { chromium } from '@playwright/test'

const exe =
  process.env.CHROMIUM_PATH ??
  (fs.existsSync('/usr/bin/chromium')
    ? '/usr/bin/chromium'
    : await (await import('@sparticuz/chromium')).default.executablePath())
const b = await chromium.launch({
  executablePath: exe,
  args: ['--disable-quic', '--disable-background-networking', '--no-first-run'],
})
const [, , app = 'http://localhost:4001', email = 'admin@acme.test', ...rest] = process.argv
for (const theme of ['light', 'dark'] as const) {
  const c = await b.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: theme,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
  })
  const p = await c.newPage()
  const errs: string[] = []
  p.on('console', (m) => {
    if (['error', 'warning'].includes(m.type())) errs.push(m.type() + ': ' + m.text())
  })
  p.on('pageerror', (e) => errs.push('pageerror ' + e.message))
  await p.goto(app + '/')
  await p.screenshot({ path: `/tmp/shots/${theme}-signin.png` })
  await p.fill('input[name=email]', email)
  await p.fill('input[name=password]', 'correct horse battery staple')
  await Promise.all([p.waitForURL((u) => !u.pathname.includes('sign-in')), p.keyboard.press('Enter')])
  await p.waitForLoadState('networkidle')
  await p.screenshot({ path: `/tmp/shots/${theme}-home.png` })
  console.log(theme, p.url(), errs)
  await p.setViewportSize({ width: 390, height: 844 })
  await p.waitForTimeout(400)
  await p.screenshot({ path: `/tmp/shots/${theme}-390.png` })
  await c.close()
}
await b.close()
