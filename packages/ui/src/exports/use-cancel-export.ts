import { trpc } from '../trpc/client.tsx'
import { useExports } from './exports-context.ts'

/** Cancelling takes a moment: the export says itself when it has stopped. */
export function useCancelExport() {
  const follower = useExports()?.follower
  return trpc.exports.cancel.useMutation({ onSuccess: (view) => follower?.learn(view) })
}
