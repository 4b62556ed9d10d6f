import { failureOf } from '@daybook/api/server'
import { openStaff } from '@daybook/api/staff'
import { processSettings } from '@daybook/runtime/config'
import { createDoor, sessionCookie } from '@daybook/web/remix'

const { publicUrl, databaseUrl, secret } = processSettings('staff')

export const cookie = sessionCookie('staff', publicUrl)

/** The way from this app's pages to its procedures. */
export const door = createDoor({ api: openStaff({ databaseUrl, secret }), cookie, failureOf })
