import type { TRPCClientError, TRPCLink } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'
import { observable } from '@trpc/server/observable'

/** What somebody has to show again: a code of their authenticator, or the password. */
export type StepUp = 'totp' | 'password'

/** Asks the reader; false when they would rather not. */
export type AskForStepUp = (needs: StepUp) => Promise<boolean>

/**
 * Whatever is refused until its reader has shown again who they are is asked for a second time once they have: no
 * screen has to know which of its calls that may be.
 */
export function stepUpLink<Router extends AnyTRPCRouter>(ask: AskForStepUp): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let isLeft = false
        let current = attempt(true)
        function attempt(mayAsk: boolean) {
          return next(op).subscribe({
            next: (value) => observer.next(value),
            complete: () => observer.complete(),
            error(error) {
              const needs = mayAsk ? stepUpOf(error) : null
              if (needs === null) {
                observer.error(error)
                return
              }
              void ask(needs).then((isConfirmed) => {
                if (isLeft) return
                if (isConfirmed) current = attempt(false)
                else observer.error(error)
              })
            },
          })
        }
        return () => {
          isLeft = true
          current.unsubscribe()
        }
      })
}

function stepUpOf(error: TRPCClientError<AnyTRPCRouter>): StepUp | null {
  const data: unknown = error.data
  if (typeof data !== 'object' || data === null || !('reason' in data) || !('stepUp' in data)) return null
  if (data.reason !== 'STEP_UP_REQUIRED') return null
  return data.stepUp === 'totp' ? 'totp' : 'password'
}
