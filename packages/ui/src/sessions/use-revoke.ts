import type { Revocation } from '@daybook/api/shared'
import { useState } from 'react'
import { trpc } from '../trpc/client.tsx'
import type { RevokeRequest } from './revoke-dialog.tsx'
import { type Revoking, revokedWords } from './session-words.ts'

/** Ends sessions; nothing on screen changes before the server has. */
export function useRevoke({ onDone }: { onDone: () => void }) {
  const [done, setDone] = useState<string | null>(null)
  const settle = {
    onSuccess(result: Revocation) {
      setDone(revokedWords(result))
      onDone()
    },
  }
  const some = trpc.sessions.revoke.useMutation(settle)
  const all = trpc.sessions.revokeAll.useMutation(settle)
  return {
    done,
    error: some.error ?? all.error,
    isPending: some.isPending || all.isPending,
    reset() {
      setDone(null)
      some.reset()
      all.reset()
    },
    start(revoking: Revoking, { everywhere, reason }: RevokeRequest) {
      some.reset()
      all.reset()
      if (revoking.kind === 'several') return some.mutate({ ids: revoking.ids, reason })
      const { userId, id } =
        revoking.kind === 'others'
          ? { userId: revoking.userId, id: null }
          : { userId: revoking.session.user.id, id: revoking.session.id }
      if (userId !== null && (everywhere || id === null)) all.mutate({ userId, reason })
      else if (id !== null) some.mutate({ ids: [id], reason })
    },
  }
}
