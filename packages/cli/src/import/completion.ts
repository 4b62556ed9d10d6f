import { createHash } from 'node:crypto'
import { userInfo } from 'node:os'
import { completeEvent, draftOf, importCompleted, type Person } from '@daybook/core/model'
import { append, transaction } from '@daybook/db'
import { v5 } from 'uuid'
import type { SourceFile } from './find-files.ts'
import type { ImportedEvent, ImportFormat } from './format.ts'
import type { Destination } from './record-events.ts'
import type { ImportCounts } from './run-import.ts'

/** Names the ids of completed imports. Never changes: it decides what was imported already. */
const idNamespace = '9d1f3c52-7a0e-4a5e-8c43-2f8a6c1e0b77'

export interface Completion {
  add(events: readonly ImportedEvent[]): void
  record(counts: ImportCounts): Promise<void>
}

/**
 * The event that says an import was completed. Its id follows from the events that went through it: importing the same
 * again finds it there, and leaves the log as it is. The imported events do not name it, or one that is imported with
 * others another time would not be the same event any more; they name their file, and it names the files.
 */
export function createCompletion(about: {
  format: ImportFormat
  files: readonly SourceFile[]
  to: Destination
}): Completion {
  const { format, files, to } = about
  const hash = createHash('sha256').update(`${to.log.tenantId}\n${format.name}\n`)
  let count = 0

  return {
    add(events) {
      for (const { id } of events) hash.update(id)
      count += events.length
    },
    async record(counts) {
      if (count === 0) return
      const { added, known, conflicts, rejected } = counts
      const event = completeEvent(
        draftOf(importCompleted, { source: format.title, files: files.length, added, known, conflicts, rejected }),
        {
          id: v5(hash.digest('hex'), idNamespace),
          recordedAt: to.now(),
          secretKeys: to.log.secretKeys,
          actor: importer(),
          channel: 'import',
        },
      )
      // Whether it is there already or not: a repeated import differs in its counts, and the first stays.
      await transaction(to.db, (tx) => append(tx, [{ log: to.log, event }]))
    },
  }
}

/** Whoever runs the command is known to their machine only. */
function importer(): Person {
  return {
    type: 'system',
    id: 'daybook import',
    email: null,
    username: accountName(),
    name: 'Daybook import',
    role: null,
  }
}

function accountName(): string | null {
  try {
    return userInfo().username
  } catch {
    // An id without an entry in the system's list of users, as in some containers.
    return null
  }
}
