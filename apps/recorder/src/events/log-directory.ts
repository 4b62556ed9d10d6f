import { type Database, findLog, type LogTarget } from '@daybook/db'

export interface LogDirectory {
  byId(id: string): Promise<LogTarget | null>
  bySlug(slug: string): Promise<LogTarget | null>
}

/** How long a change of a tenant's secret field names may take to reach us. */
const keepMs = 3000
const keptMax = 1000

interface Kept {
  until: number
  log: Promise<LogTarget | null>
}

/** Logs by id and by slug, each asked of the database once in a few seconds at most. A log that is not there is asked for again. */
export function createLogDirectory(db: Database): LogDirectory {
  const kept = new Map<string, Kept>()

  function find(key: string, by: { id: string } | { slug: string }): Promise<LogTarget | null> {
    const now = performance.now()
    const known = kept.get(key)
    if (known !== undefined && known.until > now) return known.log

    const log = findLog(db, by)
    if (kept.size >= keptMax) kept.clear()
    kept.set(key, { until: now + keepMs, log })
    const forget = () => {
      if (kept.get(key)?.log === log) kept.delete(key)
    }
    log.then((found) => found === null && forget(), forget)
    return log
  }

  return {
    byId: (id) => find(`id ${id}`, { id }),
    bySlug: (slug) => find(`slug ${slug}`, { slug }),
  }
}
