/** What an app's root and client entry need. Safe in a browser bundle. */
export { hydrate } from './hydrate.tsx'
export { NonceProvider, useNonce } from './nonce.tsx'
export { useBrowserZone } from './zone.ts'
