/**
 * The screens' way to an app's data: hooks typed on the router that every app shares, and the provider that makes them
 * work. It knows procedures by name only; what a reader may see is decided by the server.
 */
export { TrpcProvider, trpc } from './client.tsx'
