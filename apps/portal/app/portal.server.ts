import { openPortal } from '@daybook/api/portal'
import { failureOf } from '@daybook/api/server'
import { loadConfig, processSettings } from '@daybook/runtime/config'
import { openStorage } from '@daybook/runtime/storage'
import { createDoor, deviceCookie, sessionCookie } from '@daybook/web/remix'

const { publicUrl, databaseUrl, secret, exposed } = processSettings('portal')

export const cookie = sessionCookie('portal', publicUrl)
export const device = deviceCookie('portal', publicUrl)

/** Where exported files are. Shared with the recorder, which writes them. */
export const storage = openStorage(loadConfig())

/** The way from this app's pages to its procedures. */
export const door = createDoor({
  api: openPortal({ databaseUrl, publicUrl, secret, files: storage, exemptions: !exposed }),
  cookie,
  device,
  failureOf,
})
