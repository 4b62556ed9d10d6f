import { startApp } from '@daybook/web/server'

await startApp('staff', import.meta.dirname)
