import { startApp } from '@daybook/web/server'

await startApp('portal', import.meta.dirname)
