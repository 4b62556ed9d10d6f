import { createAddressReader } from '@daybook/web/server'
import type { Context } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import type { Origin } from '../keys/key-notices.ts'

const textMax = 500

/** From where a request comes, for what Daybook itself records about it. Events that machines send say so themselves. */
export function originReader(trustedProxies: readonly string[]): (c: Context<RecorderEnv>) => Origin {
  const { clientAddress } = createAddressReader(trustedProxies)
  return (c) => {
    const forwardedFor = c.req.header('x-forwarded-for') ?? null
    return {
      ip: clientAddress(c.env.incoming?.socket.remoteAddress, forwardedFor),
      forwardedFor: forwardedFor?.slice(0, textMax) ?? null,
      userAgent: c.req.header('user-agent')?.slice(0, textMax) ?? null,
      requestId: c.var.requestId,
    }
  }
}
