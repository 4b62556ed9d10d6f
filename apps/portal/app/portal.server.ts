import { openPortal } from '@daybook/api/portal'
import { failureOf } from '@daybook/api/server'
import { processSettings } from '@daybook/runtime/config'
import { createDoor, sessionCookie } from '@daybook/web/remix'

const { publicUrl, databaseUrl, secret } = processSettings('portal')

export const cookie = sessionCookie('portal', publicUrl)

/** The way from this app's pages to its procedures. */
export const door = createDoor({ api: openPortal({ databaseUrl, secret }), cookie, failureOf })
