import type { ExportView } from '@daybook/api/shared'
import type { FailureWords } from '../activity-log/describe-failure.ts'
import { describeExportFailure, isFinal } from './export-failure.ts'
import { isActive, laterOf } from './export-phase.ts'
import { pollMs, silenceMs } from './pace.ts'
import { type Sample, timeLeft, withSample } from './time-left.ts'

/** Where tidings of exports come from. */
export interface ExportSource {
  /** Tells of one export until it is over. `lost`: the stream broke, or ended too early. Returns how to hang up. */
  stream: (id: string, on: { view: (view: ExportView) => void; lost: (error: unknown) => void }) => () => void
  list: () => Promise<ExportView[]>
  /** Milliseconds on a clock that only goes forward. */
  clock: () => number
}

export interface Followed {
  view: ExportView
  /** Milliseconds until it is written; null while that cannot be said. */
  leftMs: number | null
  /** Why there is no news of it just now; the export itself goes on. */
  trouble: FailureWords | null
}

/** Newest first. */
export type FollowedExports = readonly Followed[]

export interface Follower {
  follow: (view: ExportView) => void
  /** By what an earlier page remembered; what is not there any more is forgotten. */
  resume: (ids: readonly string[]) => void
  /** What somebody else learned of an export that is followed, from a list or an answer. */
  learn: (view: ExportView) => void
  forget: (id: string) => void
  read: () => FollowedExports
  subscribe: (listener: () => void) => () => void
  /** Hangs up everything. */
  stop: () => void
}

/** While the server cannot be reached it is asked less and less often, down to this. */
const pollMsMax = 30_000

interface Line {
  hangUp: () => void
  silence: ReturnType<typeof setTimeout> | undefined
}

/** What somebody who comes back still wants to be told. */
function isNews({ status }: ExportView): boolean {
  return status !== 'cancelled' && status !== 'expired'
}

/**
 * Follows exports until they are over: through a stream each, and from the list every two seconds for those whose
 * stream fails (a proxy that holds streams back, for one).
 */
export function createFollower(source: ExportSource): Follower {
  const views = new Map<string, ExportView>()
  const samples = new Map<string, Sample[]>()
  const lines = new Map<string, Line>()
  const polled = new Set<string>()
  const listeners = new Set<() => void>()
  let shown: FollowedExports = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let trouble: FailureWords | null = null
  let stopped = false

  const tell = () => {
    const now = source.clock()
    shown = [...views.values()]
      .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt))
      .map((view) => {
        if (!isActive(view)) return { view, leftMs: null, trouble: null }
        return { view, leftMs: timeLeft(samples.get(view.id) ?? [], view.total, now), trouble }
      })
    for (const listener of listeners) listener()
  }

  const hangUp = (id: string) => {
    const line = lines.get(id)
    lines.delete(id)
    clearTimeout(line?.silence)
    line?.hangUp()
  }

  const take = (view: ExportView) => {
    const known = views.get(view.id)
    const next = known ? laterOf(view, known) : view
    views.set(view.id, next)
    if (next.status === 'running' && next.total !== null) {
      samples.set(view.id, withSample(samples.get(view.id) ?? [], { at: source.clock(), written: next.written }))
    }
    if (!isActive(next)) {
      polled.delete(view.id)
      hangUp(view.id)
    }
    tell()
  }

  const pollInstead = (id: string) => {
    hangUp(id)
    if (stopped || !views.has(id)) return
    polled.add(id)
    pollLater()
  }

  const pollLater = () => {
    if (timer !== undefined || polled.size === 0 || stopped) return
    timer = setTimeout(() => void poll(), Math.min(pollMs * 2 ** failures, pollMsMax))
  }

  const poll = async () => {
    try {
      const list = await source.list()
      failures = 0
      trouble = null
      learnAll(list)
    } catch (error) {
      failures += 1
      trouble = describeExportFailure(error)
      if (!stopped) tell()
      // Somebody who is signed out will hear so from whatever they do next.
      if (isFinal(error)) polled.clear()
    }
    timer = undefined
    pollLater()
  }

  const learnAll = (list: readonly ExportView[]) => {
    if (stopped) return
    const known = new Map(list.map((view) => [view.id, view]))
    for (const id of [...polled]) {
      const view = known.get(id)
      if (view) take(view)
      else forget(id)
    }
  }

  const listen = (id: string) => {
    if (lines.has(id) || polled.has(id)) return
    const line: Line = { hangUp: () => {}, silence: undefined }
    const wait = () => {
      clearTimeout(line.silence)
      line.silence = setTimeout(() => pollInstead(id), silenceMs)
    }
    lines.set(id, line)
    wait()
    const isOpen = () => lines.get(id) === line
    line.hangUp = source.stream(id, {
      view: (view) => {
        if (!isOpen()) return
        wait()
        take(view)
      },
      lost: () => {
        if (isOpen()) pollInstead(id)
      },
    })
    // It was over before this could be known how to hang up.
    if (!isOpen()) line.hangUp()
  }

  const forget = (id: string) => {
    hangUp(id)
    polled.delete(id)
    samples.delete(id)
    if (views.delete(id)) tell()
  }

  const follow = (view: ExportView) => {
    take(view)
    const latest = views.get(view.id)
    if (latest && isActive(latest)) listen(view.id)
  }

  return {
    follow,
    forget,
    resume(ids) {
      if (ids.length === 0) return
      source.list().then(
        (list) => {
          if (stopped) return
          for (const view of list) if (ids.includes(view.id) && isNews(view)) follow(view)
          tell()
        },
        // The page that lists them says what is wrong with it.
        () => {},
      )
    },
    learn(view) {
      if (views.has(view.id)) take(view)
    },
    read: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      polled.clear()
      for (const id of [...lines.keys()]) hangUp(id)
    },
  }
}
