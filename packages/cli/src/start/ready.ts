import { setTimeout as delay } from 'node:timers/promises'
import type { Child } from './child.ts'
import { childFailure } from './child-failure.ts'

const READY_MS = 60_000
const POLL_MS = 50

/** Waits until the process says that it is ready. Throws if it ends before, or takes longer than a minute. */
export async function untilReady(child: Child, url: string): Promise<void> {
  let end: Awaited<Child['ended']> | undefined
  void child.ended.then((value) => {
    end = value
  })

  const deadline = Date.now() + READY_MS
  let last = 'nothing answers'
  while (Date.now() < deadline) {
    if (end !== undefined) throw childFailure(child, end)
    last = await ask(url)
    if (last === 'ready') return
    await delay(POLL_MS)
  }
  throw childFailure(child, `is not ready after ${READY_MS / 1000} s: ${url} says ${last}`)
}

async function ask(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' })
    await answer.body?.cancel()
    return answer.status < 400 ? 'ready' : `${answer.status}`
  } catch {
    return 'nothing'
  }
}
