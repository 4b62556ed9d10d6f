import type { trpc } from '../trpc/client.tsx'
import type { ExportSource } from './follower.ts'

type ExportsClient = ReturnType<typeof trpc.useUtils>['client']['exports']

/** Exports as the server tells of them. */
export function exportSource(client: ExportsClient): ExportSource {
  return {
    clock: () => performance.now(),
    list: () => client.list.query(),
    stream(id, on) {
      const subscription = client.progress.subscribe(
        { id },
        {
          onData: on.view,
          onError: on.lost,
          // An end that the last news did not announce is a stream cut short.
          onComplete: () => on.lost(null),
          // The browser would try again, quietly and for ever. Asking the list is quicker, and works through any proxy.
          onConnectionStateChange: ({ error }) => {
            if (error) on.lost(error)
          },
        },
      )
      return () => subscription.unsubscribe()
    },
  }
}
