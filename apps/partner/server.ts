import { startApp } from '@daybook/web/server'

await startApp('partner', import.meta.dirname)
