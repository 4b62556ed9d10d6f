import { failureOf } from '@daybook/api/server'
import { openStaff } from '@daybook/api/staff'
import { processSettings } from '@daybook/runtime/config'
import { createDoor, deviceCookie, sessionCookie } from '@daybook/web/remix'

const { publicUrl, databaseUrl, secret, exposed } = processSettings('staff')

export const cookie = sessionCookie('staff', publicUrl)
export const device = deviceCookie('staff', publicUrl)

/** The way from this app's pages to its procedures. */
export const door = createDoor({
  api: openStaff({ databaseUrl, publicUrl, secret, exemptions: !exposed }),
  cookie,
  device,
  failureOf,
})
