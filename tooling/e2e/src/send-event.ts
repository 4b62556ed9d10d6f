import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { address, productHome } from './product.ts'

/** Sends an event to the log of acme, as its platform does. Returns the event's number. */
export async function sendEvent(page: Page, event: object): Promise<number> {
  const { demoKey } = JSON.parse(readFileSync(path.join(productHome(), 'secrets.json'), 'utf8'))
  const answer = await page.request.post(`${address('recorder')}/v1/events`, {
    headers: { Authorization: `Bearer ${demoKey}` },
    data: event,
  })
  expect(answer.status()).toBe(201)
  return (await answer.json()).number
}
