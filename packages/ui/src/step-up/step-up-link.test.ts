import type { SharedRouter } from '@daybook/api/shared'
import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { expect, test } from 'vitest'
import { type AskForStepUp, stepUpLink } from './step-up-link.ts'

const refusal = { reason: 'STEP_UP_REQUIRED', stepUp: 'totp' }

/** A server that refuses the first calls with these, and grants the rest. */
function serverThat(refusals: object[], calls: string[]): TRPCLink<SharedRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        calls.push(op.path)
        const data = refusals.shift()
        if (data) {
          const error = { message: 'refused', code: -32_600, data }
          observer.error(TRPCClientError.from({ error } as Parameters<typeof TRPCClientError.from>[0]))
          return
        }
        observer.next({ result: { type: 'data', data: { ended: 2 } } })
        observer.complete()
      })
}

function clientOf(refusals: object[], ask: AskForStepUp) {
  const calls: string[] = []
  const client = createTRPCClient<SharedRouter>({ links: [stepUpLink(ask), serverThat(refusals, calls)] })
  return { calls, end: () => client.security.endOtherSessions.mutate() }
}

test('what is refused until one has confirmed is done once one has', async () => {
  const asked: string[] = []
  const { calls, end } = clientOf([refusal], async (needs) => asked.push(needs) > 0)
  expect(await end()).toEqual({ ended: 2 })
  expect(asked).toEqual(['totp'])
  expect(calls).toHaveLength(2)
})

test('whoever would rather not gets the refusal, and nothing is sent again', async () => {
  const { calls, end } = clientOf([refusal], async () => false)
  await expect(end()).rejects.toThrow('refused')
  expect(calls).toHaveLength(1)
})

test('it is asked once: a second refusal is the answer', async () => {
  const asked: string[] = []
  const { end } = clientOf([refusal, refusal], async (needs) => asked.push(needs) > 0)
  await expect(end()).rejects.toThrow('refused')
  expect(asked).toHaveLength(1)
})

test('any other refusal is passed on', async () => {
  const { end } = clientOf([{ code: 'FORBIDDEN' }], () => {
    throw new Error('nobody is to be asked')
  })
  await expect(end()).rejects.toThrow('refused')
})
