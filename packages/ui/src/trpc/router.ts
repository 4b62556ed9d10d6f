import type { EventFilter } from '@daybook/core/query'
import type { TRPCBuiltRouter, TRPCQueryProcedure } from '@trpc/server'
import type { ActionCount, ActorCount, EventDetail, EventEvidence, EventPage } from './views.ts'

type Query<Input, Output> = TRPCQueryProcedure<{ input: Input; output: Output; meta: unknown }>

interface RootTypes {
  ctx: object
  meta: object
  errorShape: { code: number; message: string; data: { code: string; httpStatus: number; path?: string } }
  transformer: true
}

/** The part of each app's router that these screens call. */
export type SharedRouter = TRPCBuiltRouter<
  RootTypes,
  {
    audit: {
      list: Query<{ filter: EventFilter; size?: number; cursor?: string | null }, EventPage>
      event: Query<{ number: number }, EventDetail>
      evidence: Query<{ number: number }, EventEvidence>
      actors: Query<{ filter: EventFilter }, ActorCount[]>
      actions: Query<{ filter: EventFilter }, ActionCount[]>
    }
  }
>
