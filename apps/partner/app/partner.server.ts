import { openPartner } from '@daybook/api/partner'
import { failureOf } from '@daybook/api/server'
import { processSettings } from '@daybook/runtime/config'
import { createDoor, deviceCookie, sessionCookie } from '@daybook/web/remix'

const { publicUrl, databaseUrl, secret, exposed } = processSettings('partner')

export const cookie = sessionCookie('partner', publicUrl)
export const device = deviceCookie('partner', publicUrl)

/** The way from this app's pages to its procedures. */
export const door = createDoor({
  api: openPartner({ databaseUrl, publicUrl, secret, exemptions: !exposed }),
  cookie,
  device,
  failureOf,
})
