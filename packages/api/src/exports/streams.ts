import { type Database, type ExportRow, listExportsById, listSessionStandings } from '@daybook/db'
import { TRPCError } from '@trpc/server'
import { can } from '../permissions.ts'

export const streamsFull = 'Too many pages show their progress at once. Close some, or look again in a moment.'

export interface ExportStreams {
  /** Whether one more may be opened for this person. */
  hasRoom(userId: string): boolean
  /**
   * An export from now on, whenever it has changed, until it has ended: ends with an error when whoever watches may
   * no longer. Null when there is no room. Holds its place until it is read to its end or `signal` fires.
   */
  watch(watched: Watched): AsyncGenerator<ExportRow, void> | null
  readonly open: number
}

export interface Watched {
  exportId: string
  /** Public id. */
  sessionId: string
  userId: string
  signal: AbortSignal | undefined
}

export interface StreamLimits {
  max: number
  perPersonMax: number
  /** From one look to the next, milliseconds. */
  everyMs: number
}

const limitsDefault: StreamLimits = { max: 200, perPersonMax: 6, everyMs: 250 }

interface Stream extends Watched {
  /** Not delivered yet. Only the newest counts: whoever reads slowly misses what lay between. */
  next: ExportRow | null
  shown: string
  end: 'over' | TRPCError | null
  wake: () => void
}

/**
 * The exports that pages watch. One look at the database for all of them, at sessions and rights as much as at rows:
 * what a stream sends was allowed at that moment. Nobody watching, nothing asked.
 */
export function createExportStreams(db: Database, limits: Partial<StreamLimits> = {}): ExportStreams {
  const { max, perPersonMax, everyMs } = { ...limitsDefault, ...limits }
  const streams = new Set<Stream>()
  let isLooking = false

  const hasRoom = (userId: string) =>
    streams.size < max && [...streams].filter((stream) => stream.userId === userId).length < perPersonMax

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    while (streams.size > 0) {
      // The database may be away for a while: what is not known is not sent, and the next look may know.
      await settle([...streams]).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, everyMs).unref())
    }
    isLooking = false
  }

  async function settle(all: readonly Stream[]): Promise<void> {
    const [rows, standings] = await Promise.all([
      listExportsById(db, [...new Set(all.map(({ exportId }) => exportId))]),
      listSessionStandings(db, [...new Set(all.map(({ sessionId }) => sessionId))]),
    ])
    const now = new Date()
    for (const stream of all) {
      const row = rows.find(({ id }) => id === stream.exportId)
      const standing = standings.find(({ sessionId }) => sessionId === stream.sessionId)
      tell(stream, row, standing, now)
    }
  }

  async function* deliver(stream: Stream): AsyncGenerator<ExportRow, void> {
    try {
      while (true) {
        const { next, end } = stream
        if (next) {
          stream.next = null
          yield next
        } else if (end) {
          if (end !== 'over') throw end
          return
        } else {
          await new Promise<void>((resolve) => {
            stream.wake = resolve
          })
        }
      }
    } finally {
      streams.delete(stream)
    }
  }

  return {
    hasRoom,
    watch(watched) {
      if (!hasRoom(watched.userId)) return null
      const stream: Stream = { ...watched, next: null, shown: '', end: null, wake: () => {} }
      const leave = () => {
        streams.delete(stream)
        stream.end ??= 'over'
        stream.wake()
      }
      if (watched.signal?.aborted) stream.end = 'over'
      else streams.add(stream)
      watched.signal?.addEventListener('abort', leave, { once: true })
      void look()
      return deliver(stream)
    },
    get open() {
      return streams.size
    },
  }
}

type Standing = Awaited<ReturnType<typeof listSessionStandings>>[number]

function tell(stream: Stream, row: ExportRow | undefined, standing: Standing | undefined, now: Date): void {
  if (stream.end) return
  if (!standing || standing.endedAt || standing.expiresAt <= now || standing.status !== 'active') {
    stream.end = new TRPCError({ code: 'UNAUTHORIZED', message: 'Your session has ended. Sign in again.' })
  } else if (!row || !mayWatch(standing, row)) {
    stream.end = new TRPCError({ code: 'NOT_FOUND', message: 'This export is not yours to see any more.' })
  } else {
    const shown = JSON.stringify([row.status, row.written, row.total, row.cancelRequestedAt, row.downloads])
    if (shown !== stream.shown) stream.next = row
    stream.shown = shown
    if (row.status !== 'queued' && row.status !== 'running') stream.end = 'over'
  }
  stream.wake()
}

function mayWatch(standing: Standing, row: ExportRow): boolean {
  if (!can(standing, 'export:list') || row.tenantId !== standing.organisation.id) return false
  return row.userId === standing.userId || can(standing, 'export:list_all')
}
