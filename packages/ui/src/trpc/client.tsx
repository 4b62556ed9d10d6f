import type { SharedRouter } from '@daybook/api/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCReact } from '@trpc/react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import { StepUpDialog } from '../step-up/step-up-dialog.tsx'
import { type AskForStepUp, stepUpLink } from '../step-up/step-up-link.ts'
import { useStepUp } from '../step-up/use-step-up.ts'

export const trpc = createTRPCReact<SharedRouter>()

/**
 * Looking at a log is recorded, so nothing is fetched again behind the reader's back: not on focus, not on reconnect,
 * not on mount, and a failed request is repeated only when the reader says so.
 */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        refetchOnMount: false,
      },
    },
  })
}

/** Questions travel together; what goes on for a while is told as a stream of events of the server. */
function createClient(url: string, ask: AskForStepUp) {
  return trpc.createClient({
    links: [
      stepUpLink(ask),
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url, transformer: superjson }),
        false: httpBatchLink({ url, transformer: superjson, maxItems: 10, headers: { 'x-trpc-source': 'ui' } }),
      }),
    ],
  })
}

/** One per document, inside the app's root. `url` is where the app answers data requests. */
export function TrpcProvider({ url = '/api/trpc', children }: { url?: string; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient)
  const { ask, asked, end } = useStepUp()
  const [client] = useState(() => createClient(url, ask))
  const confirm = async (proof: string) => {
    await client.stepUp.confirm.mutate({ proof })
  }
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        {children}
        {asked ? <StepUpDialog needs={asked.needs} confirm={confirm} onEnd={end} /> : null}
      </QueryClientProvider>
    </trpc.Provider>
  )
}
