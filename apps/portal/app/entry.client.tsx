import { hydrate } from '@daybook/web/browser'

hydrate()
