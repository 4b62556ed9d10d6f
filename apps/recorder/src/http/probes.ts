import { isLoopback, isMetricsReader } from '@daybook/runtime'
import { problem } from '@daybook/web/server'
import type { Context, Hono } from 'hono'
import type { RecorderEnv, RecorderServices } from '../environment.ts'

/** One condition of being ready. Answers null when it is met, else the reason why not, in words for an operator. */
export interface ReadyCheck {
  name: string
  check: () => Promise<string | null> | string | null
}

export const probePaths: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

const checkMsMax = 3000

/** `/healthz`, `/readyz` and `/metrics`: whether the process lives, whether it can record, and how much it does. */
export function addProbes(
  app: Hono<RecorderEnv>,
  { config, metrics, checks }: Pick<RecorderServices, 'config' | 'metrics'> & { checks: readonly ReadyCheck[] },
): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }))

  app.get('/readyz', async (c) => {
    const answers = await Promise.all(checks.map(async ({ name, check }) => ({ name, reason: await reasonOf(check) })))
    const reasons = answers.filter(({ reason }) => reason !== null)
    return reasons.length === 0 ? c.json({ status: 'ready' }) : c.json({ status: 'not ready', reasons }, 503)
  })

  app.get('/metrics', async (c) => {
    if (!mayReadMetrics(c, config)) {
      const headers = { 'WWW-Authenticate': 'Bearer realm="daybook metrics"' }
      const detail = 'Metrics are read on this machine, or with the token of DAYBOOK_METRICS_TOKEN.'
      return problem({
        status: 401,
        code: 'metrics-closed',
        detail,
        requestId: c.var.requestId,
        instance: '/metrics',
        headers,
      })
    }
    return c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType })
  })
}

async function reasonOf(check: ReadyCheck['check']): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer in time'), checkMsMax)
  })
  try {
    return await Promise.race([Promise.resolve().then(check), late])
  } catch {
    // What is wrong is in the log; this answer is open to everybody.
    return 'does not answer'
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A proxy on this machine makes the whole world look local: so a request that was forwarded, or came under a public
 * name, or to an installation that others can reach, has to show the token.
 */
function mayReadMetrics(c: Context<RecorderEnv>, config: RecorderServices['config']): boolean {
  const token = config.metricsToken
  if (token !== null && isMetricsReader(c.req.header('authorization'), token)) return true
  if (config.exposed || c.req.header('x-forwarded-for') || c.req.header('forwarded')) return false
  const address = c.env.incoming?.socket.remoteAddress ?? ''
  return isLoopbackAddress(address) && isLoopback(c.req.url)
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address)
}
